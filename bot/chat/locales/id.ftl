# Indonesian. The master is en-US.ftl: same keys, same variables. Options are named by reference, as people see them.

language-name = Bahasa Indonesia

## Time and size

time-seconds = { $seconds } dtk
time-minutes = { $minutes } mnt
time-minutes-seconds = { $minutes } mnt { $seconds } dtk
time-hours-minutes = { $hours } jam { $minutes } mnt
time-about-seconds = sekitar { $count } dtk
time-about-minutes = sekitar { $count } mnt
time-about-hours = sekitar { $count } jam
time-span-seconds = { $low }–{ $high } dtk
time-span-minutes = { $low }–{ $high } mnt
time-span-hours = { $low }–{ $high } jam
size-kb = { $size } KB
size-mb = { $size } MB

## Status message

state-requested = Menyiapkan permintaanmu
state-submitting = Mengirim permintaanmu
state-queued = Menunggu slot kosong
state-waiting-music = Menggubah musik…
state-waiting-sfx = Membuat efek suaramu…
state-waiting-tts = Membuat ucapan…
state-waiting-video = Membuat videomu…
state-percent = { $percent }%
state-position = Urutan { $position } dari { $length } di server ini
state-asked = Diminta { $when }
state-started = dimulai { $when }
state-usual = Biasanya selesai dalam { $usual }
state-slower = Lebih lama dari biasanya (normalnya { $usual }). Masih kukerjakan.
state-off-peak = Dibuat di luar jam sibuk, lebih murah: selesai paling lambat { $when }
state-ready = Selesai, sedang disiapkan untuk diposting
state-done = Selesai dalam { $took }
group-progress = { $ready } dari { $all } selesai
state-jump = Lihat hasilnya
state-why = Lihat alasannya
state-removed = hasilnya sudah dihapus
state-sent-directly = dikirim ke { $person } lewat pesan langsung
state-held = Selesai, tapi aku tidak bisa memposting di saluran ini dan pesan langsungmu tertutup. Hasilnya kusimpan: tekan *Posting sekarang* saat saluran ini sudah bisa dipakai lagi, atau gunakan `/{ cmd-jobs-name } { cmd-jobs-show-name }`.
state-cancelled = Dibatalkan.
state-cancelled-by = Dibatalkan oleh { $person }.
stage-fetching = Selesai, mengambil file
stage-fitting = Selesai, menyesuaikan file dengan batas unggahan Discord
stage-posting = Selesai, mengunggah

## Endings without a result

ending-failed-title = Tidak berhasil
ending-failed = Penyedia tidak bisa menyelesaikannya.
ending-refused-title = Tidak diterima
ending-refused = Permintaan ini tidak diterima.
ending-unknown-title = Hasil tidak diketahui
ending-unknown = Permintaan sudah dikirim, tapi tidak ada jawaban yang bisa dibaca.
ending-abandoned-title = Berhenti menunggu
ending-abandoned = Ini terlalu lama, jadi aku berhenti menunggu.
ending-goes-on-title = Ternyata berlanjut
ending-goes-on = Ternyata penyedia sudah menerima permintaan ini, jadi jangan kirim lagi. Aku memantaunya dan akan memposting hasilnya di sini.
ending-lost-title = Sudah dibuat, tetapi filenya hilang
call-failed = { $person }, permintaanmu gagal.
call-refused = { $person }, permintaanmu tidak diterima.
call-unknown = { $person }, aku tidak tahu apakah permintaanmu sudah dimulai.
call-abandoned = { $person }, permintaanmu tidak selesai tepat waktu.
charged-no = Tidak ada biaya yang dikenakan.
charged-maybe = Penyedia mungkin sudah menagihnya.
charged-maybe-cancelled = Penyedia sudah menerimanya dan mungkin tetap menagihnya.
charged-unknown = Mungkin sudah dimulai dan dikenai biaya, mungkin juga tidak.
charged-lost = Ini sudah dibuat, jadi sudah ditagih.
advice-failed = Kamu bisa menjalankannya lagi atau mengeditnya dulu; itu menjadi permintaan baru yang berbayar.
advice-refused = Edit lalu kirim lagi.
advice-unknown = Kirim lagi atau edit hanya jika kamu tidak keberatan kalau mungkin harus membayar dua kali.
advice-unknown-searched = Selama satu jam aku terus mencarinya di daftar tugas penyedia. Jika tepat satu tugas cocok, aku melanjutkannya dan memposting hasilnya di sini.
advice-abandoned = Tekan *{ button-look }* dan aku akan menanyakannya sekali lagi, tanpa biaya. *{ button-edit }* membuat permintaan baru yang berbayar.
advice-lost = *{ button-again }* membuat yang baru, sebagai permintaan berbayar baru.

## Result message

call-ready-more = Lanjutan hasil yang sama ({ $part } dari { $parts })
footer-job = Tugas
job-line = Tugas `{ $job }`
link-label = File asli
link-until = tautan kedaluwarsa { $when }
alt-waveform = Bentuk gelombang suara
alt-poster = Satu bingkai dari video
remark-made-smaller = Diperkecil agar muat dalam batas unggahan Discord di sini.
remark-too-large = Terlalu besar untuk batas unggahan Discord di sini, jadi berupa tautan.
remark-not-fetched = Aku tidak bisa mengunduh filenya, jadi ini tautannya.
remark-incomplete = File yang dikirim penyedia tidak lengkap, jadi berupa tautan.
remark-link-dead = Penyedia tidak lagi memiliki filenya, dan aku tidak punya salinannya.
remark-part-refused = Discord menolak sebagian pesan ini, jadi bagian itu kuhilangkan.
direct-from = Dari **{ $server }**, { $channel }.
direct-server-unknown = server tempat aku sudah tidak ada
direct-why-gone = Saluran itu sudah tidak ada.
direct-why-access = Aku tidak bisa melihat saluran itu lagi.
direct-why-permission = Aku tidak diizinkan memposting di sana.
direct-why-thread = Utas itu diarsipkan atau dikunci.
direct-why-other = Aku tidak bisa memposting di sana.
remark-not-media = Aku tidak bisa membaca file ini sebagai audio atau video, jadi ini tautannya.
remark-no-voice-message = Diposting sebagai file: aku tidak diizinkan mengirim pesan suara di sini.
remark-voice-too-large = Diposting sebagai file: sebagai pesan suara ukurannya terlalu besar di sini.
remark-voice-not-made = Diposting sebagai file: tidak bisa dijadikan pesan suara.
remark-link-too-long = Tautannya terlalu panjang untuk ditampilkan di sini.
remark-ai-generated = Dibuat oleh AI.
field-soundboard-name = Nama (2 sampai 32 karakter)
field-soundboard-emoji = Emoji
field-soundboard-start = Mulai detik ke (diambil 5,2 detik)
soundboard-added = “{ $name }” sekarang ada di soundboard.
soundboard-off = Soundboard dinonaktifkan di sini. Admin bisa mengizinkannya dengan `/{ cmd-foley-name } { cmd-foley-panel-name }`.
soundboard-no-right = Untuk itu kamu perlu izin *Buat Ekspresi* di server ini.
soundboard-bot-no-right = Untuk itu aku perlu izin *Buat Ekspresi* di server ini.
soundboard-full = Soundboard penuh. Hapus satu suara lalu coba lagi.
soundboard-name = Nama perlu minimal 2 karakter.
soundboard-emoji = “{ $value }” bukan emoji.
soundboard-start-bad = “{ $value }” bukan jumlah detik.
soundboard-start = Saat itu suaranya sudah selesai: panjangnya { $seconds } detik.

## Buttons

button-again = Buat lagi
button-look = Periksa lagi
button-edit = Edit
button-retry = Coba lagi
button-voice = Pesan suara
button-soundboard = Tambah ke soundboard
button-cover = Versi gaya lain
button-sound = Beri suara
button-score = Beri musik
button-song = Jadikan lagu
button-revoice = Ganti suara
button-details = Detail
button-cancel = Batalkan
button-cancelall = Batalkan semua
button-resubmit = Kirim lagi
button-delete = Hapus
button-more = Lainnya…
button-keep = Simpan yang ini
button-remove = Hapus untuk semua
repair-choose = Perbaiki: pilih yang diubah
repair-without = Tanpa { $option }
button-deliver = Posting sekarang
button-deliver-again = Posting ulang

## Answers to buttons and commands

answer-cancelled = Dibatalkan. Tidak ada biaya yang dikenakan.
answer-cancelled-stopped = Dibatalkan, dan penyedia berhenti mengerjakannya.
answer-cancelled-unstoppable = Dibatalkan: hasilnya tidak akan kuposting. Penyedia tidak bisa dihentikan lagi dan mungkin tetap menagihnya.
answer-group-cancelled = { $count } kubatalkan.
answer-group-billed = { $count } di antaranya tidak bisa dihentikan lagi di penyedia dan mungkin tetap ditagih.
answer-group-busy = { $count } sedang dikirim atau diposting, jadi kubiarkan. Tekan lagi sebentar lagi.
answer-deleted = Dihapus.
answer-kept = { $count ->
    [0] Tidak ada lagi dari permintaan ini yang bisa dihapus.
   *[other] Yang ini kusimpan, { $count } lainnya kuhapus.
 }
answer-delivering = Sebentar lagi akan diposting ulang.
answer-look-found = Ternyata sudah selesai. Kuposting sekarang.
answer-look-running = Masih dibuat. Aku memantaunya lagi dan akan mempostingnya begitu siap.
answer-look-failed = Sudah berakhir tanpa hasil. Kuposting alasannya.
answer-look-gone = Penyedia sudah tidak mengenal tugas ini, jadi tidak ada lagi yang bisa diambil.
answer-look-silent = Aku belum mendapat jawaban tentang tugas ini. Coba lagi beberapa menit lagi.
answer-voice-done = Diposting sebagai pesan suara.
answer-voice-as-file = Diposting sebagai file: aku tidak diizinkan mengirim pesan suara di sini.
answer-voice-making = Membuat pesan suara…
answer-delete-sure = Hapus hasil ini untuk semua orang? Hasilnya tidak bisa dikembalikan di sini.
answer-same-job = Ini sudah berjalan: { $link }
answer-modal-used = Formulir ini sudah dikirim; permintaanmu sedang diproses.
answer-modal-gone = Formulir ini sudah kedaluwarsa. Belum ada yang dimulai; jalankan perintahnya lagi.
details-title = Detail
details-command = Perintah untuk disalin
details-command-file = Perintah persisnya ada di file terlampir.
details-attach = Lampirkan lagi
details-ids = ID
details-times = Waktu
details-job = Tugas
details-made-from = Dibuat dari
details-group = { $index } dari { $size } dalam satu permintaan
details-task = Tugas di Tencent Cloud
details-request = ID permintaan Tencent Cloud
details-code = Kode
details-asked = Diminta
details-sent = Dikirim
details-accepted = Diterima
details-ended = Berakhir
details-posted = Diposting
details-state = Status
details-loudness = Volume
details-cost = Biaya
details-cost-open = { $cost }, setelah selesai
details-cost-maybe = { $cost }, jika penyedia menagihnya
details-cost-second = { $fixed } + { $second } per detik
state-name-requested = akan dikirim
state-name-queued = menunggu slot kosong
state-name-submitting = sedang dikirim
state-name-waiting = berjalan
state-name-ready = selesai
state-name-failed = gagal
state-name-refused = tidak diterima
state-name-unknown = tidak diketahui
state-name-abandoned = berhenti ditunggu
state-name-cancelled = dibatalkan

## Modals

modal-music-lyrics = Musik dengan lirik
modal-edit-music = Edit dan jalankan: musik
modal-edit-sfx = Edit dan jalankan: efek suara
modal-edit-tts = Edit dan jalankan: ucapan
modal-edit-video = Edit dan jalankan: video
field-prompt = Apa yang mau dibuat
field-style = Gaya
field-lyrics = Lirik
field-style-hint = Atau tempel keduanya di sini: gaya, satu baris kosong, lirik
field-text = Teks untuk dibacakan
field-voice = Suara (nama atau ID)
field-language = Bahasa
field-pitch = Tinggi nada dalam semiton
field-attach = { $option }: lampirkan file
field-address = { $option }: atau alamatnya
field-model = Model
field-duration = Detik
field-format = Format file
field-count = Berapa banyak
field-each-day = Tiap orang, per hari
field-each-month = Tiap orang, per bulan
field-server-day = Seluruh server, per hari
field-server-month = Seluruh server, per bulan
field-no-limit = Kosong: tanpa batas
field-whom = Untuk siapa
field-command = Perintah
field-measure = Yang dihitung
field-window = Jangka waktu
field-amount = Berapa
field-model-default = Model
field-version-default = Versi
field-voice-default = Suara
field-language-default = Bahasa
field-words-add = Kata yang diblokir
field-words-remove = Kata yang diizinkan lagi
field-patterns-add = Pola yang diblokir (RE2)
field-patterns-remove = Pola yang diizinkan lagi
field-one-a-line = Satu per baris
field-settings-file = File dari server lain
field-form = Posting sebagai
field-audio = Suara
field-instrumental = Vokal
field-resolution-aspect = Resolusi dan rasio
field-resolution-aspect-hint = Contoh: 1080P 16:9
field-empty-is-model = Kosongkan agar model yang menentukan
choice-mp3 = MP3
choice-wav = WAV
choice-file = File
choice-automatic = Otomatis
choice-any = apa saja
choice-none = tidak ada
choice-voice = Pesan suara
choice-female = perempuan
choice-male = laki-laki
choice-vocals = Dengan vokal
choice-instrumental = Instrumental
choice-either = Biar model yang menentukan
choice-sound = Dengan suara
choice-silent = Tanpa suara
refusal-number = “{ $value }” di *{ $field }* bukan bilangan bulat.
refusal-shape = “{ $value }” bukan resolusi dan rasio, seperti 1080P 16:9.

## Refusals

refusal = Itu tidak bisa dilakukan.
refusal-job-not-found = Tugas itu tidak ada di sini, atau kamu tidak boleh melihatnya.
refusal-unavailable = Aku sedang tidak bisa menerima permintaan. Tidak ada yang dimulai; coba lagi dalam satu menit.
refusal-store-unavailable = Database-ku sedang tidak bisa dihubungi. Tidak ada yang dimulai; coba lagi dalam satu menit.
refusal-stopping = Aku sedang dimulai ulang. Tidak ada yang dimulai; coba lagi dalam satu menit.
refusal-next-free = Diatur ulang { $when }.
refusal-not-yours = Hanya orang yang memintanya, atau moderator, yang bisa melakukan itu.
refusal-moderators-only = Hanya moderator yang bisa melakukan itu.
refusal-cancel-submitting = Permintaan ini sedang dikirim dan belum bisa dibatalkan. Coba lagi dalam beberapa detik.
refusal-cancel-too-late = Sudah berakhir; tidak ada yang bisa dibatalkan.
refusal-not-unknown = Hasil tugas ini sudah diketahui; tidak ada yang perlu dikirim lagi.
refusal-not-abandoned = Aku belum berhenti menunggu tugas ini, jadi tidak ada yang perlu diperiksa.
refusal-already-resubmitted = Ini sudah dikirim lagi.
refusal-not-ended = Belum berakhir, atau sudah dibatalkan.
refusal-being-posted = Sedang diposting saat ini.
refusal-clip-running = Pesan suara terakhirmu masih dibuat. Coba lagi sebentar lagi.
refusal-no-sound = Tugas ini tidak punya suara yang bisa dijadikan pesan suara.
refusal-not-in-server = Aku hanya bisa dipakai di server. Gunakan aku di saluran server yang sudah menambahkanku.
refusal-channel-unknown = Aku tidak mengenal jenis saluran ini, jadi tidak bisa memposting di sini. Gunakan saluran teks.
refusal-bot-not-in-server = Aku sendiri belum ada di server ini. Minta admin menambahkanku dengan scope *bot*.
refusal-bot-permissions = Aku tidak bisa memposting hasil di sini: aku butuh izin berikut di saluran ini: { $permissions }.
refusal-thread-locked = Utas ini terkunci, jadi aku tidak bisa memposting hasil di sini. Buka kuncinya, atau gunakan saluran lain.
refusal-forum = Aku tidak bisa memposting langsung di forum. Gunakan perintah ini di dalam salah satu postingannya.
permission-view-channel = Lihat Saluran
permission-send-messages = Kirim Pesan
permission-send-messages-in-threads = Kirim Pesan di Utas
permission-embed-links = Sematkan Tautan
permission-attach-files = Lampirkan File

## Errors

error-internal = Ada yang salah di pihakku. Jika kamu menunggu hasil, `/{ cmd-jobs-name } { cmd-jobs-list-name }` menunjukkan statusnya.
error-id = Ada yang salah di pihakku. Jika terus terjadi, berikan ID ini kepada pengelolaku: `{ $id }`
error-config = Aku tidak diatur dengan benar. Pengelolaku harus memperbaikinya.
error-unreachable = Layanan yang kubutuhkan sedang tidak bisa dihubungi.
error-store = Database-ku bermasalah. Tidak ada yang baru dimulai.
provider-error = Penyedia mengalami masalah.
provider-not-sent = Penyedia tidak bisa dihubungi.
provider-later = Penyedia sedang sibuk.
provider-rejected = Penyedia tidak menerima permintaan ini.
provider-unknown = Permintaan sudah dikirim, tapi tidak ada jawaban yang bisa dibaca.
job-abandoned = Ini terlalu lama, jadi aku berhenti menunggu.
job-unsent-too-long = Aku tidak berhasil memulainya dalam sehari, jadi aku membatalkannya.
job-not-sent = Ada yang salah di pihakku sebelum ini dikirim.
fetch-failed = Hasilnya tidak bisa diunduh. Tautannya mungkin masih berfungsi.
fetch-forbidden = Hasilnya berada di alamat yang tidak kuunduh.
fetch-gone = Tautan ke hasilnya sudah tidak berfungsi.
fetch-too-large = Hasilnya lebih besar dari yang bisa kuunduh.
media-failed = Hasilnya tidak bisa disiapkan untuk Discord.
media-unreadable = File yang dikirim penyedia tidak berisi suara atau gambar yang bisa diputar.
media-incomplete = File yang dikirim penyedia tidak lengkap.
media-too-large = Hasilnya tidak bisa diperkecil agar muat di server ini tanpa merusaknya.
media-worker-died = Menyiapkan hasilnya memakan terlalu banyak waktu atau memori sehingga dihentikan.
media-no-sound = Ini tidak ada suaranya.
message-failed = Discord menolak pesannya.

## What Tencent Cloud said

tencent-moderation = Pemeriksaan konten penyedia menolak teks atau referensi ini. Coba ubah kata-katanya.
tencent-bad-input = Opsi-opsi ini tidak bisa dipakai bersamaan. Pilih yang lain.
tencent-model = Model atau versi ini tidak ditawarkan lagi. Pilih yang lain.
tencent-reference = File referensinya tidak bisa dipakai. Berikan yang lain, atau yang bisa diunduh siapa saja.
tencent-text-too-long = Teks ini terlalu panjang untuk satu ucapan. Persingkat dulu.
tencent-speech-refused = Ucapan ini ditolak. Periksa suara dan teksnya.
tencent-size = Permintaan ini atau jawabannya terlalu besar.
tencent-rate = Terlalu banyak permintaan saat ini. Akan dicoba lagi.
tencent-busy = Penyedia sedang mengerjakan tugas sebanyak yang bisa diterimanya. Akan dicoba lagi saat ada yang selesai.
tencent-capacity = Saat ini tidak ada kapasitas untuk ini. Coba lagi nanti.
tencent-trouble = Penyedia kesulitan menjawab.
tencent-keys = Kunci API-ku tidak diterima. Pengelolaku harus memperbaikinya.
tencent-token = Akses sementaraku salah atau sudah kedaluwarsa. Pengelolaku harus memperbaikinya.
tencent-clock = Jam di mesinku salah. Pengelolaku harus memperbaikinya.
tencent-permission = Kunci API-ku tidak boleh melakukan ini. Pengelolaku harus memperbaikinya.
tencent-not-enabled = Ini tidak diaktifkan untuk akunku. Pengelolaku harus memperbaikinya.
tencent-arrears = Akunku di penyedia menunggak. Pengelolaku harus memperbaikinya.
tencent-quota = Kuotaku di penyedia sudah habis. Pengelolaku harus memperbaikinya.
tencent-sub-app-id = Aku diatur dengan ID aplikasi yang salah (FOLEY_VOD_SUB_APP_ID). Pengelolaku harus memperbaikinya.
tencent-bucket = Penyimpanan untuk hasil tidak ada. Pengelolaku harus memperbaikinya.
tencent-address = Aku diatur dengan alamat atau wilayah yang tidak dilayani. Pengelolaku harus memperbaikinya.
tencent-unknown-field = Penyedia tidak mengenal opsi yang kukirim. Beri tahu pengelolaku.
tencent-outdated = Penyedia tidak menawarkan ini lagi. Beri tahu pengelolaku.
tencent-failed = Penyedia tidak bisa melakukannya.
tencent-task-gone = Penyedia tidak mengenal tugas ini lagi.
tencent-cannot-stop = Tugas ini tidak bisa dihentikan lagi.
tencent-task-failed = Penyedia berhenti mengerjakan ini tanpa alasan yang kukenal. Keterangan aslinya ada di Detail; kata atau opsi lain mungkin berhasil.
tencent-task-input = Penyedia tidak bisa bekerja dengan opsi ini. Pilih yang lain.
tencent-inner = Ada masalah di pihak penyedia saat membuat ini. Mencoba lagi mungkin membantu.
tencent-model-failed = Model tidak bisa membuat apa pun dari ini. Mencoba lagi mungkin membantu.
tencent-task-stopped = Tugas ini dihentikan di penyedia.
tencent-task-timeout = Ini terlalu lama di penyedia, jadi penyedia menyerah. Mencoba lagi mungkin membantu.
tencent-speech-failed = Teks ini tidak bisa dibacakan.
tencent-no-result = Penyedia bilang selesai, tetapi tidak mengirim file.

## The database

store-refused = Database tidak bisa dipakai: { $detail }
store-refused-foreign = Database { $path } milik program lain. Berikan Foley database sendiri di FOLEY_DATABASE_URL.
store-refused-junk = { $path } sama sekali bukan database. Sebutkan file yang benar, atau pindahkan yang ini.
store-refused-unreadable = { $path } tidak bisa dibaca: { $detail }.
store-refused-newer = Database { $path } ditulis oleh Foley yang lebih baru (revisi { $revision }; yang ini hanya mengenal sampai { $known }). Jalankan versi yang lebih baru, atau pulihkan cadangan yang lebih lama.
store-refused-in-use = Proses lain sudah memakai { $path }. Hanya satu Foley yang bisa memakai database SQLite pada satu waktu; untuk beberapa, gunakan PostgreSQL.
store-refused-path = Database { $path } tidak bisa dibuka: { $detail }. Pastikan foldernya ada dan bisa ditulisi.
store-refused-readonly = Aku bisa membaca { $path } tetapi tidak bisa menulisinya. Beri izin tulis kepada pengguna yang menjalankanku atau yang kupakai untuk masuk, atau sebutkan database lain di FOLEY_DATABASE_URL.
store-refused-file = Sebuah file di mesin ini tidak bisa dibaca: { $path } ({ $detail }). Perbaiki file itu, atau HOME dan isi FOLEY_DATABASE_URL.
store-refused-parameter = Pooler di depan PostgreSQL tidak menerima parameter { $parameter }: hapus dari FOLEY_DATABASE_URL, atau cantumkan di ignore_startup_parameters milik pooler.
store-refused-pooler = FOLEY_DATABASE_URL mengarah ke pooler dalam mode transaksi (misalnya PgBouncer dengan pool_mode = transaction), sehingga tidak ada sesi yang tetap milikku: atur pool_mode = session untuk database ini, atau sambungkan langsung ke PostgreSQL.
store-standby = { $path } adalah server siaga dan sekarang tidak bisa ditulisi. Sebutkan server utama di FOLEY_DATABASE_URL; jika ada beberapa host, tambahkan target_session_attrs=primary.
store-conflict-exists = Tugas dengan ID ini sudah ada.
store-conflict-repeat-open = Yang ini sudah sedang berjalan untukmu.
store-copy-postgres = PostgreSQL disalin dengan alatnya sendiri. Jalankan: { $command }
store-copy-exists = { $path } sudah ada. Pilih nama lain.
store-copy-missing = { $path } tidak ada.
store-copy-same = { $path } adalah database itu sendiri. Sebutkan cadangannya.
store-copy-damaged = { $path } rusak: tidak lolos pemeriksaan database itu sendiri. Tidak ada yang diubah.

## What can't work, and what to change

catalog-model-unknown = Tidak ada model “{ $model }” di sini. { $count ->
    [0] Belum ada yang diatur untuk ini.
   *[other] Pilih salah satu: { $offered }.
 }
catalog-version-unknown = { $model } tidak punya versi “{ $version }”. Pilih salah satu: { $offered }.
catalog-text-empty = `{ $option }` kosong.
catalog-text-long = `{ $option }` berisi { $length } karakter; paling banyak { $limit }.
catalog-lyrics-long = `{ cmd-music-lyrics-name }` berisi { $length } karakter; paling banyak { $limit }.
catalog-lyrics-and-instrumental = `{ cmd-music-lyrics-name }` dan `{ cmd-music-instrumental-name }` tidak bisa dipakai bersamaan. Hapus salah satunya.
catalog-not-taken = { $about ->
    [lyrics] { $model } tidak menerima lirik
    [instrumental] { $model } tidak bisa diminta instrumental
    [reference] { $model } tidak menerima suara referensi
    [duration] { $model } menentukan durasinya sendiri
    [video] { $model } tidak menerima video
    [resolution] { $model } menentukan resolusinya sendiri
    [aspect] { $model } menentukan rasionya sendiri
    [audio] { $model } tidak membuat suara
    [image] { $model } tidak menerima gambar
    [last_image] { $model } tidak menerima gambar penutup
    [version] { $model } tidak punya pilihan versi
   *[other] { $model } tidak menerima `{ $option }`
 }. { $count ->
    [0] Hapus `{ $option }`.
   *[other] Hapus `{ $option }` atau pilih salah satu: { $others }.
 }
catalog-lyrics-needed = { $model } membutuhkan lirik. { $count ->
    [0] Tambahkan `{ cmd-music-lyrics-name }`.
   *[other] Tambahkan `{ cmd-music-lyrics-name }` atau pilih salah satu: { $others }.
 }
catalog-not-offered = { $model } tidak menyediakan { $wanted } untuk `{ $option }`. { $count ->
    [0] Pilih salah satu: { $offered }.
   *[other] Pilih salah satu: { $offered }; atau salah satu model ini: { $others }.
 }
catalog-duration-not-offered = { $model } tidak bisa membuat { $duration } detik. { $count ->
    [0] Pilih `{ cmd-video-duration-name }` { $offered }.
   *[other] Pilih `{ cmd-video-duration-name }` { $offered }, atau salah satu model ini: { $others }.
 }
catalog-duration-resolution = { $model } membuat { $duration } detik hanya dengan `{ cmd-video-resolution-name }` { $offered }. { $count ->
    [0] Pilih itu, atau `{ cmd-video-duration-name }` lain.
   *[other] Pilih itu, `{ cmd-video-duration-name }` lain, atau salah satu model ini: { $others }.
 }
catalog-duration-and-video = Durasinya mengikuti video. Hapus `{ cmd-video-duration-name }` atau videonya.
catalog-option-needs-video = `{ $option }` hanya untuk `{ cmd-sfx-video-name }`. Tambahkan video atau hapus opsi itu.
catalog-reference-and-video = Suara referensi dan video tidak bisa dipakai bersama. Hapus salah satunya.
catalog-aspect-and-image = Dengan { $model }, gambarlah yang menentukan rasionya. { $count ->
    [0] Hapus `{ cmd-video-aspect-name }` atau `{ cmd-video-image-name }`.
   *[other] Hapus `{ cmd-video-aspect-name }` atau `{ cmd-video-image-name }`, atau pilih salah satu: { $others }.
 }
catalog-audio-resolution = { $model } membuat suara hanya dengan `{ cmd-video-resolution-name }` { $offered }. { $count ->
    [0] Pilih itu, atau hapus `{ cmd-video-audio-name }`.
   *[other] Pilih itu, hapus `{ cmd-video-audio-name }`, atau pilih salah satu: { $others }.
 }
catalog-image-needed = { $model } perlu gambar awal. { $count ->
    [0] Tambahkan `{ cmd-video-image-name }`.
   *[other] Tambahkan `{ cmd-video-image-name }`, atau pilih salah satu: { $others }.
 }
catalog-last-image-alone = Gambar penutup membutuhkan gambar pembuka. Tambahkan `{ cmd-video-image-name }` atau hapus `{ cmd-video-last-image-name }`.
catalog-last-image-resolution = { $model } menerima gambar penutup hanya dengan `{ cmd-video-resolution-name }` { $offered }. { $count ->
    [0] Pilih itu, atau hapus `{ cmd-video-last-image-name }`.
   *[other] Pilih itu, hapus `{ cmd-video-last-image-name }`, atau pilih salah satu: { $others }.
 }
catalog-url-scheme = `{ $option }` harus berupa alamat yang diawali https:// atau http://.
catalog-url-bad = `{ $option }` bukan alamat web.
catalog-url-long = Alamat di `{ $option }` terlalu panjang.
catalog-url-credentials = Alamat di `{ $option }` berisi nama pengguna atau kata sandi. Gunakan alamat publik.
catalog-url-private = Alamat di `{ $option }` tidak bisa dijangkau dari internet. Gunakan alamat publik, atau lampirkan filenya.
reference-dead = Aku tidak bisa mengunduh apa pun dari alamat di `{ $option }` ({ $reason }), jadi penyedia juga tidak bisa. Pakai alamat yang bisa diunduh siapa saja, atau lampirkan filenya. Tidak ada yang dimulai.
reference-not-media = Alamat di `{ $option }` mengarah ke { $kind ->
    [video] sesuatu yang bukan video
    [image] sesuatu yang bukan gambar
   *[audio] sesuatu yang bukan file suara
 }. Pakai alamat langsung filenya, atau lampirkan. Tidak ada yang dimulai.
catalog-voice-bad = Itu bukan suara yang tersedia. Pilih dari daftar.
catalog-language-unknown = Tidak ada bahasa “{ $language }”. Pilih dari daftar.
catalog-pitch-not-offered = `{ cmd-tts-pitch-name }` harus dari { $lowest } sampai { $highest }.
catalog-sample-rate-not-offered = `{ cmd-tts-sample-rate-name }` { $rate } tidak bisa dipakai. Pilih salah satu: { $offered }.
voice-unknown = { $count ->
    [0] Aku tidak kenal suara itu. Pilih dari daftar, atau berikan ID lengkapnya.
   *[other] Aku tidak kenal suara “{ $voice }”. Maksudmu: { $others }?
 }
voice-ambiguous = Ada { $count } suara bernama “{ $voice }”. Pilih dari daftar, atau berikan ID lengkapnya.

## Options and lists of commands

option-both = Gunakan `{ $first }` atau `{ $second }`, jangan keduanya.
attachment-type = “{ $file }” bukan file yang bisa kupakai di sini. Harus salah satu dari: { $types }.
attachment-big = “{ $file }” terlalu besar: paling besar { $limit }.
attachment-empty = “{ $file }” kosong.
attachment-not-text = “{ $file }” bukan teks biasa dalam UTF-8.
attachment-unreadable = “{ $file }” tidak bisa dibaca dari Discord. Lampirkan lagi.
attachment-expired = File yang dulu kamu lampirkan sudah tidak ada. Jalankan perintahnya lagi dan lampirkan ulang.
answer-not-made = Tidak ada yang dibuat; alasannya hanya terlihat oleh yang meminta.
tts-nothing-to-say = Tidak ada yang bisa diucapkan dalam teks ini: tidak ada kata, hanya emoji atau simbol. Tidak ada biaya yang dikenakan.
tts-voices-unknown = Aku belum punya daftar suara. Coba lagi dalam satu menit. Tidak ada biaya yang dikenakan.
tts-no-voice = Aku tidak punya suara yang berbicara { $language }. Pilih satu dengan `{ cmd-tts-voice-name }`, atau isi `{ cmd-tts-language-name }`. Tidak ada biaya yang dikenakan.
menu-read-aloud = Bacakan
menu-no-words = Tidak ada yang bisa dibacakan di pesan ini: tidak ada teks maupun file `.txt`.
menu-sound-effect = Efek suara dari ini
menu-add-sound = Beri suara pada video ini
menu-animate = Gerakkan gambar ini
menu-song = Jadikan lagu
menu-no-text = Pesan ini tidak berisi teks untuk dijadikan efek suara.
menu-no-video = Tidak ada video yang bisa kupakai di pesan ini: lampirkan `.mp4` atau `.mov` hingga 100 MB.
menu-no-picture = Tidak ada gambar yang bisa kupakai di pesan ini: lampirkan `.png` atau `.jpg` hingga 10 MB.
menu-no-lyrics = Pesan ini tidak berisi kata-kata untuk dinyanyikan.
more-no-file = File hasil ini sudah tidak ada di sini.
voices-title = { $count } suara
voices-none = Tidak ada suara yang cocok. Hapus salah satu filter.
voices-language = Bahasa
voices-traits = Gender dan usia
voices-mood = Nuansa
voices-choose = Pilih suara
voices-listen = Dengarkan (gratis)
voices-use = Pakai suara ini
voices-speak-with = Bacakan dengan suara ini
voices-used = ✅ { $voice } sekarang suaramu: `/{ cmd-tts-name }` memakainya kalau kamu tidak menyebut suara lain.
voice-female = perempuan
voice-male = laki-laki
voice-child = anak-anak
voice-teenager = remaja
voice-youth = muda
voice-middle-aged = paruh baya
voice-senior = lansia
help-title = Yang bisa kulakukan
help-make = Buat sesuatu
help-try = Coba `/{ cmd-tts-name } { cmd-tts-text-name }:halo semuanya`. Tidak perlu yang lain.
help-menu = Di menu pesan, bagian *Aplikasi*: *{ menu-read-aloud }*, *{ menu-sound-effect }*, *{ menu-add-sound }*, *{ menu-animate }*, *{ menu-song }*
help-yours = Milikmu
help-admins = Untuk admin server ini
help-operators = Untuk pengelolaku
tts-option-instant = `{ $option }` hanya untuk teks hingga { $limit } karakter dan tanpa `{ cmd-tts-pitch-name }` atau `{ cmd-tts-translate-to-name }`. Hapus opsi itu atau persingkat teksnya.
tts-option-off = `{ $option }` tidak tersedia di sini. Hapus opsi itu.
speech-somebody = seseorang
speech-role = sebuah peran
speech-channel = sebuah saluran
speech-page-customize = Saluran & Peran
speech-page-browse = Jelajahi Saluran
speech-page-guide = Panduan Server
speech-page-home = Panduan Server
speech-page-linked-roles = Peran Tertaut
choice-version-unlisted = { $version } (tidak ada di daftar, dikirim seperti yang diketik)
choice-model-lyrics =
    { $need ->
        [none] tanpa lirik
        [required] butuh lirik
       *[optional] lirik opsional
    }
refusal-command-changed = Discord masih memakai versi lama perintah ini, jadi belum ada yang dimulai. Coba lagi sebentar lagi.
jobs-list-title = Permintaan
jobs-list-empty = Tidak ada.
jobs-list-more = Yang lebih lama: `/{ cmd-jobs-name } { cmd-jobs-list-name } { cmd-jobs-list-before-name }:{ $job }`
jobs-list-held = selesai, menunggu diposting

## Commands: names as people type them, and what they do

cmd-music-name = musik
cmd-music-description = Buat musik dari satu kalimat
cmd-music-prompt-name = deskripsi
cmd-music-prompt-description = Seperti apa bunyinya: gaya, suasana, instrumen
cmd-music-model-name = model
cmd-music-model-description = Model yang membuatnya
cmd-music-version-name = versi
cmd-music-version-description = Versi modelnya
cmd-music-lyrics-name = lirik
cmd-music-lyrics-description = Lirik
cmd-music-instrumental-name = instrumental
cmd-music-instrumental-description = Tanpa nyanyian
cmd-music-reference-name = referensi
cmd-music-reference-description = Suara referensi untuk model (mp3, wav)
cmd-music-reference-url-name = url_referensi
cmd-music-reference-url-description = Alamat publik suara referensi untuk model
cmd-music-video-name = video
cmd-music-video-description = Video yang akan diberi musik (mp4, mov)
cmd-music-video-url-name = url_video
cmd-music-video-url-description = Alamat publik video yang akan diberi musik
cmd-music-gender-name = gender
cmd-music-gender-description = Siapa yang menyanyi
cmd-music-watermark-name = tanda_air
cmd-music-watermark-description = Tanda air dari model di dalam suara
cmd-music-format-name = format
cmd-music-format-description = Format file
cmd-music-long-name = panjang
cmd-music-long-description = Tulis lirik panjang di formulir
cmd-music-lyrics-file-name = file_lirik
cmd-music-lyrics-file-description = Lirik sebagai file .txt
cmd-music-count-name = jumlah
cmd-music-count-description = Berapa banyak, masing-masing satu permintaan
cmd-sfx-name = efek-suara
cmd-sfx-description = Buat efek suara dari satu kalimat
cmd-sfx-prompt-name = deskripsi
cmd-sfx-prompt-description = Jelaskan suaranya
cmd-sfx-duration-name = durasi
cmd-sfx-duration-description = Durasi dalam detik
cmd-sfx-video-name = video
cmd-sfx-video-description = Video yang akan diberi suara (mp4, mov)
cmd-sfx-video-url-name = url_video
cmd-sfx-video-url-description = Alamat publik video yang akan diberi suara
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = Dengan video: suara dekat dan lembut
cmd-sfx-bgm-prompt-name = musik
cmd-sfx-bgm-prompt-description = Dengan video: jelaskan musik latarnya
cmd-sfx-format-name = format
cmd-sfx-format-description = Format file
cmd-sfx-as-name = sebagai
cmd-sfx-as-description = Posting sebagai file atau pesan suara
cmd-sfx-count-name = jumlah
cmd-sfx-count-description = Berapa banyak, masing-masing satu permintaan
cmd-tts-name = ucapkan
cmd-tts-description = Ubah teks menjadi suara
cmd-tts-text-name = teks
cmd-tts-text-description = Teks yang akan dibacakan
cmd-tts-voice-name = suara
cmd-tts-voice-description = Cari menurut nama, bahasa, gender; kosong: suara terakhirmu atau yang cocok dengan teks
cmd-tts-language-name = bahasa
cmd-tts-language-description = Bahasa teksnya
cmd-tts-translate-to-name = terjemahkan_ke
cmd-tts-translate-to-description = Terjemahkan teks ke bahasa ini dulu, lalu ucapkan
cmd-tts-pitch-name = nada
cmd-tts-pitch-description = Lebih tinggi atau rendah, dalam semiton
cmd-tts-sample-rate-name = laju_sampel
cmd-tts-sample-rate-description = Sampel per detik
cmd-tts-format-name = format
cmd-tts-format-description = Format file
cmd-tts-speed-name = kecepatan
cmd-tts-speed-description = Kecepatan bicara: 1 itu normal; untuk teks hingga 2.000 karakter
cmd-tts-as-name = sebagai
cmd-tts-as-description = Posting sebagai file atau pesan suara
cmd-tts-text-file-name = file_teks
cmd-tts-text-file-description = File .txt yang dibacakan setelah teks
cmd-voices-name = suara
cmd-voices-description = Cari suara, dengarkan, dan jadikan milikmu
cmd-voices-language-name = bahasa
cmd-voices-language-description = Bahasa yang diucapkannya; kosong: bahasamu
cmd-voices-gender-name = gender
cmd-voices-gender-description = Perempuan atau laki-laki
cmd-voices-age-name = usia
cmd-voices-age-description = Terdengar seusia apa
cmd-voices-mood-name = nuansa
cmd-voices-mood-description = Seperti apa kedengarannya: hangat, tenang, manis…
cmd-help-name = bantuan
cmd-help-description = Yang bisa kulakukan dan dari mana mulai
cmd-video-name = video
cmd-video-description = Buat video dari satu kalimat
cmd-video-prompt-name = deskripsi
cmd-video-prompt-description = Jelaskan videonya
cmd-video-model-name = model
cmd-video-model-description = Model yang membuatnya
cmd-video-version-name = versi
cmd-video-version-description = Versi modelnya
cmd-video-duration-name = durasi
cmd-video-duration-description = Durasi dalam detik
cmd-video-resolution-name = resolusi
cmd-video-resolution-description = Ketajaman, misalnya 1080P
cmd-video-aspect-name = rasio
cmd-video-aspect-description = Lebar banding tinggi, misalnya 16:9
cmd-video-audio-name = suara
cmd-video-audio-description = Dengan suara
cmd-video-image-name = gambar
cmd-video-image-description = Gambar pembuka (jpg, png)
cmd-video-last-image-name = gambar_penutup
cmd-video-last-image-description = Gambar penutup (jpg, png)
cmd-video-off-peak-name = luar_jam_sibuk
cmd-video-off-peak-description = Lebih murah, dibuat saat ada tempat: bisa sampai 48 jam
cmd-video-negative-name = tanpa
cmd-video-negative-description = Apa yang tidak boleh ada
cmd-video-enhance-name = perkaya
cmd-video-enhance-description = Biarkan model menguraikan deskripsimu dulu
cmd-video-bgm-name = musik
cmd-video-bgm-description = Dengan musik latar
cmd-video-watermark-name = tanda_air
cmd-video-watermark-description = Tanda air dari model di gambar
cmd-video-reference-1-name = acuan_1
cmd-video-reference-2-name = acuan_2
cmd-video-reference-3-name = acuan_3
cmd-video-reference-1-description = Gambar orang atau benda yang harus tampil (jpg, png)
cmd-video-reference-2-description = Gambar kedua yang harus tampil
cmd-video-reference-3-description = Gambar ketiga yang harus tampil
cmd-video-reference-video-name = video_acuan
cmd-video-reference-video-description = Video acuan (mp4, mov)
cmd-jobs-name = jobs
cmd-jobs-description = Permintaanmu dan hasilnya
cmd-jobs-list-name = daftar
cmd-jobs-list-description = Daftar permintaan terbarumu
cmd-jobs-list-everyone-name = semua
cmd-jobs-list-everyone-description = Permintaan semua orang di server ini (moderator)
cmd-jobs-list-before-name = sebelum
cmd-jobs-list-before-description = Hanya yang lebih lama dari tugas ini
cmd-jobs-show-name = lihat
cmd-jobs-show-description = Lihat permintaan, dan posting hasil yang kusimpan
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = Tugas yang mana
cmd-jobs-cancel-name = batalkan
cmd-jobs-cancel-description = Batalkan permintaan
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = Tugas yang mana
cmd-jobs-retry-name = ulangi
cmd-jobs-retry-description = Buat permintaan yang sama sekali lagi
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = Tugas yang mana

## Rules, limits and use of a server

list-separator = { ", " }
list-quoted = “{ $text }”
admin-paused = ⏸️ Dijeda: permintaan baru tidak diterima. `/{ cmd-foley-name } { cmd-foley-resume-name }` mengakhirinya.
admin-on = aktif
admin-off = nonaktif
admin-none = tidak ada
admin-everywhere = di mana saja
admin-everybody = semua orang
admin-same = di tempat permintaannya
admin-own-language = bahasa masing-masing orang
admin-forever = selama permintaannya ada
admin-days = { $days } hari
admin-catalog = bawaan katalog
admin-kinds = Perintah
admin-channels = Saluran
admin-roles = Peran
admin-results = Hasil diposting ke
admin-alerts = Peringatan anggaran dikirim ke
admin-longest = Video terpanjang (detik)
admin-sharpest = Video tertajam
admin-count = Terbanyak per permintaan
admin-age = Saluran dengan batasan usia
admin-age-anywhere = di mana saja
admin-age-only = hanya di sana
admin-age-never = tidak pernah di sana
admin-keep = Simpan salinan hasil
admin-loudness = Ratakan volume
admin-label = Label AI
admin-soundboard = Soundboard
admin-language = Bahasa pengumuman
admin-retention = Prompt disimpan
admin-grace = Data setelah aku dikeluarkan
admin-defaults = Bawaan
admin-limits = Batas
admin-blocked = Diblokir
admin-blocked-users = Orang
admin-blocked-words = Kata
admin-blocked-patterns = Pola
admin-pick-job = Pilih permintaan untuk dibatalkan atau diposting ulang
panel-overview = Ringkasan
panel-places = Perintah dan tempat
panel-limits = Batas
panel-budget = Anggaran
panel-defaults = Bawaan
panel-words = Kata dan orang
panel-jobs = Tugas
panel-history = Riwayat
panel-page = Buka…
panel-lacking = ⚠️ Saluran tempat aku kekurangan izin: { $count }. `/{ cmd-foley-name } { cmd-foley-setup-name }` menunjukkan yang mana.
panel-month = Bulan ini
panel-preset = Terapkan preset…
panel-pause = Jeda
panel-resume = Lanjutkan
panel-export = Ekspor pengaturan
panel-import = Impor pengaturan
panel-channels = Di mana aku boleh dipakai (kosong: di mana saja)
panel-alerts = Ke mana peringatan anggaran dikirim
panel-system-channel = tempat Discord menyapa
panel-limits-about = Pilih perintah untuk menentukan berapa permintaan yang boleh dibuat tiap orang dan seluruh server.
panel-caps-now = Satu permintaan
panel-all-commands = Semua perintah bersama
panel-limit-command = Batasi perintah…
panel-limit-role = Batasi atau bebaskan peran…
panel-limit-other = Batas lain…
panel-caps = Panjang, ketajaman, jumlah…
panel-lift = Cabut batas…
panel-no-prices = Harga belum diatur, jadi anggaran di sini menghitung detik.
panel-prices = Biaya permintaan yang umum sekitar
panel-attention = ⚠️ Mohon periksa
panel-other-currency = Anggaran dalam { $currency } tidak lagi berlaku: harga kini memakai mata uang lain.
panel-budget-role = Anggaran peran…
panel-budget-edit = Atur anggaran…
panel-usage = Pemakaian
panel-defaults-command = Bawaan perintah…
panel-data = Bahasa dan data…
panel-keep = Simpan salinan: ya/tidak
panel-loudness = Ratakan volume: ya/tidak
panel-label = Label AI: ya/tidak
panel-soundboard = Soundboard: ya/tidak
panel-roles = Peran yang boleh memakaiku (kosong: semua)
panel-people = Orang yang diblokir
panel-words-edit = Kata dan pola…
panel-age = Saluran dengan batasan usia…
panel-older = Lebih lama
panel-revert = Batalkan perubahan…
panel-undo = Urungkan
panel-unchanged = Tidak ada yang berubah.
panel-expired = Aku tidak ingat perubahan ini lagi. Tidak ada yang disimpan; silakan ulangi.
panel-save-anyway = Tetap simpan
panel-drop = Jangan simpan
panel-whole-number = “{ $value }” bukan bilangan bulat.
panel-amount = “{ $value }” bukan jumlah uang seperti 12,50.
panel-block-what = Sebutkan yang diblokir: `{ cmd-foley-option-user-name }`, `{ cmd-foley-option-word-name }` atau `{ cmd-foley-option-pattern-name }`.
preset-tight = Ketat
preset-normal = Normal
preset-open = Terbuka
preset-free = Tanpa batas
preset-day = Paling banyak per hari: { $things }
change-paused = Aku tidak menerima permintaan baru di server ini sekarang.
change-resumed = Aku menerima permintaan di server ini lagi.
history-paused = { $actor } menjedaku
history-resumed = { $actor } mengaktifkanku lagi
history-set = { $actor } mengubah “{ $setting }”: { $old } → { $new }
history-added = { $actor } menambahkan { $values } ke { $setting }
history-removed = { $actor } menghapus { $values } dari { $setting }
history-on = { $actor } menyalakan { $values }
history-off = { $actor } mematikan { $values }
history-raised = { $actor } menaikkan batas dari { $old } ke { limit-what } ({ $who })
history-lowered = { $actor } menurunkan batas dari { $old } ke { limit-what } ({ $who })
history-limited = { $actor } menetapkan batas: { limit-what } ({ $who })
history-lifted = { $actor } mencabut batas: { limit-what } ({ $who })
history-preset-saved = { $actor } menyimpan preset “{ $name }” untuk server ini
history-preset-deleted = { $actor } menghapus preset “{ $name }” milik server ini
history-cancelled = { $actor } membatalkan { $job } milik { $owner }
history-posted = { $actor } memposting ulang { $job } milik { $owner }
caution-word = “{ $word }” hanya satu huruf: hampir semua teks akan terblokir.
caution-zero = Batas { limit-what } mematikan ini.
caution-frees-all = Semua orang punya peran ini: tidak ada lagi yang terkena batas ini.
caution-shuts = Dengan { limit-what } tidak ada yang bisa membuat apa pun dengan { $model }.
caution-everyone = Semua orang punya peran ini: semua akan diizinkan.
caution-all-channels = Tanpa saluran yang dipilih, aku boleh dipakai di mana saja.
transfer-exported = Ini pengaturan server ini. Impor di server lain dengan `/{ cmd-foley-name } { cmd-foley-panel-name }`.
transfer-missing = Tidak ada di server ini, jadi dilewati: { $missing }
transfer-foreign = Ini bukan file pengaturanku. Tidak ada yang diubah.
transfer-old = File ini dari versi lain diriku. Ekspor ulang; tidak ada yang diubah.
transfer-broken = Ada isi file ini yang bukan pengaturanku. Tidak ada yang diubah.
admin-results-permissions = Aku tidak bisa memposting hasil di sana. Aku butuh: { $permissions }.
admin-default-not-taken = `/{ $command }` tidak punya bawaan untuk `{ $option }`. Kosongkan saja.
limit-line = { $who }: { $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] { $amount } detik musik
        [sfx] { $amount } detik efek suara
        [tts] { $amount } detik ucapan
        [video] { $amount } detik video
       *[all] { $amount } detik suara dan video
    }
   *[count] { $kind ->
        [music] { $amount } lagu
        [sfx] { $amount } efek suara
        [tts] { $amount } teks lisan
        [video] { $amount } video
       *[all] { $amount } permintaan
    }
 }
limit-what = { $window ->
    [hour] { limit-things } per jam
    [day] { limit-things } per hari
    [month] { limit-things } per bulan
   *[once] { limit-things } bersamaan
 }
limit-who-user = Setiap orang
limit-who-role = Setiap orang dengan { $role }
limit-who-server = Seluruh server
audit-empty = Belum ada yang diubah.
usage-title = Pemakaian dalam { $days } hari terakhir
usage-empty = Belum ada pemakaian.
usage-requests = permintaan
usage-seconds = detik
usage-returned = gratis
usage-days = Per hari
usage-people = Per orang
usage-models = Per model
usage-open = { $count } belum selesai: dihitung menurut perkiraannya
usage-person = { $who }: { $count } permintaan, { $seconds } detik
usage-budget = Sisa dari batas server
setup-title = Atur Foley
setup-intro = Semuanya bisa diubah kapan saja; hanya orang yang boleh mengelola server ini yang melihatnya.
setup-permissions = Izin
setup-fine = ✅ { $count } saluran punya semua yang dibutuhkan
setup-lack = ⚠️ { $channel }: { $permissions }
setup-now = Saat ini
setup-next = Langkah berikutnya
setup-steps =
    1️⃣ Beri aku izin yang kurang lalu tekan *{ setup-again }*.
    2️⃣ Buka `/{ cmd-foley-name } { cmd-foley-panel-name }`: pilih di mana aku boleh dipakai dan ke mana hasil diposting.
    3️⃣ Lihat batas di sana, lalu tekan *Buat tes* (satu permintaan berbayar).
setup-again = Periksa lagi
setup-test = Buat tes (berbayar)
setup-no-test = Tidak ada yang bisa dites: aktifkan `/{ cmd-sfx-name }`, `/{ cmd-music-name }`, atau `/{ cmd-video-name }` dulu.
setup-choose-results = Ke mana hasil diposting (kosong: di tempat permintaannya)
setup-choose-kinds = Perintah mana yang aktif
permission-read-message-history = Baca Riwayat Pesan
welcome =
    👋 Terima kasih sudah menambahkan **Foley**: musik, efek suara, ucapan, dan video dari satu kalimat.
    1️⃣ Coba: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:pintu berderit` atau `/{ cmd-music-name } { cmd-music-prompt-name }:hujan tenang`.
    2️⃣ Server ini mulai dengan preset **{ $preset }**. { $about }
    3️⃣ Admin mengubahnya dengan `/{ cmd-foley-name } { cmd-foley-panel-name }`; `/{ cmd-foley-name } { cmd-foley-setup-name }` menunjukkan izin yang kurang.
welcome-back =
    👋 Terima kasih sudah menambahkan **Foley**: musik, efek suara, ucapan, dan video dari satu kalimat.
    1️⃣ Coba: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:pintu berderit` atau `/{ cmd-music-name } { cmd-music-prompt-name }:hujan tenang`.
    2️⃣ Admin melihat dan mengubah pengaturan dengan `/{ cmd-foley-name } { cmd-foley-panel-name }`; `/{ cmd-foley-name } { cmd-foley-setup-name }` menunjukkan izin yang kurang.

## Refused by the server's rules

rules-admins-only = Hanya orang yang boleh mengelola server ini yang bisa melakukan ini.
rules-paused = Aku sedang dijeda di server ini. Admin bisa mengakhirinya dengan `/{ cmd-foley-name } { cmd-foley-resume-name }`.
rules-blocked-user = Admin server ini memblokirmu, jadi kamu tidak bisa memakaiku.
rules-kind-off-music = Musik dinonaktifkan di server ini.
rules-kind-off-sfx = Efek suara dinonaktifkan di server ini.
rules-kind-off-tts = Ucapan dinonaktifkan di server ini.
rules-kind-off-video = Video dinonaktifkan di server ini.
rules-channel = Aku tidak boleh dipakai di saluran ini. Gunakan: { $channels }
rules-role = Di sini hanya orang dengan salah satu peran ini yang bisa memakaiku: { $roles }
rules-age-only = Di server ini, aku hanya boleh dipakai di saluran dengan batasan usia.
rules-age-never = Di server ini, aku tidak boleh dipakai di saluran dengan batasan usia.
rules-blocked-text = Teks ini berisi sesuatu yang tidak diizinkan di server ini. Coba ubah kata-katanya.
rules-patterns-slow = Pola kata server ini terlalu lama diperiksa. Coba lagi nanti, dan minta admin menyederhanakannya.
rules-word-empty = Kata ini tidak punya karakter yang terlihat.
rules-word-long = Kata yang diblokir paling banyak { $limit } karakter.
rules-not-blocked = Itu tidak diblokir.
rules-pattern-bad = Ini bukan ekspresi reguler yang bisa kupakai (RE2): { $reason }
rules-pattern-empty = Pola ini cocok dengan apa saja. Buat lebih spesifik.
rules-pattern-large = Pola ini terlalu besar. Buat lebih sederhana.
rules-pattern-long = Pola paling banyak { $limit } karakter.
rules-too-many-words = Paling banyak { $limit } kata bisa diblokir.
rules-too-many-patterns = Paling banyak { $limit } pola bisa diblokir.
rules-too-many-limits = Paling banyak bisa ada { $limit } batas.
rules-too-many-users = Paling banyak { $limit } orang bisa diblokir.
rules-too-many-channels = Paling banyak { $limit } saluran bisa dicantumkan.
rules-too-many-roles = Paling banyak { $limit } peran bisa dicantumkan.
rules-all-kinds-off = Setidaknya satu perintah harus tetap aktif. `/{ cmd-foley-name } { cmd-foley-pause-name }` menghentikan semuanya.
rules-video-too-long = Di server ini video paling lama { $limit } detik; yang ini sekitar { $asked } detik. Atur `{ cmd-video-duration-name }` ke { $limit } atau kurang.
rules-video-too-sharp = Di server ini video paling tinggi { $limit }; yang ini { $asked }. Atur `{ cmd-video-resolution-name }` ke { $limit } atau kurang.
rules-count = Di server ini satu permintaan paling banyak { $limit }; yang ini { $asked }. Atur `{ cmd-music-count-name }` ke { $limit } atau kurang.
rules-cap-seconds = Video terpanjang harus 1 sampai { $limit } detik.
rules-cap-count = Jumlah terbanyak per permintaan harus 1 sampai { $limit }.
rules-limit-amount = Batas harus dari 0 sampai { $limit }.
rules-limit-window = Batas memerlukan rentang waktu; yang berjalan bersamaan tidak.
rules-limit-role = Batas untuk peran memerlukan perannya.
rules-limit-missing = Batas itu tidak ada.
rules-retention = Prompt bisa disimpan dari 0 sampai { $limit } hari.
rules-grace = Data bisa disimpan dari 0 sampai { $limit } hari setelah aku dikeluarkan.
refusal-paused-all = Aku dijeda untuk pemeliharaan. Coba lagi nanti.
refusal-draining = Aku akan segera diperbarui dan tidak menerima permintaan baru. Coba lagi dalam beberapa menit.
quota-never-fits = { $measure ->
    [money] Ini akan menghabiskan biaya sekitar { $asked }
    [seconds] Ini akan menghasilkan sekitar { $asked } detik
   *[count] Ini akan menjadi { $asked } permintaan
 }; batasnya { limit-what }.

## Everybody's own data

privacy-exported = Ini semua data yang kusimpan tentangmu.
privacy-question = Ini menghapus semua permintaan, hasil, dan pengaturanmu di semua server; yang masih berjalan dibatalkan. Tidak bisa diurungkan. Pesan yang sudah ada di Discord tetap ada.
privacy-confirm = Hapus dataku
privacy-deleted = Beres. { $jobs } permintaanmu sudah dihapus.
privacy-cancelled = { $count } di antaranya masih terbuka dan dibatalkan.
privacy-billed = { $count } sudah ada di penyedia, tidak bisa dihentikan, dan mungkin tetap ditagih.
privacy-pending = { $count } sedang dikirim atau diposting saat ini. Akan dihapus dalam beberapa menit.

## The operator

operator-title = Status
operator-only = Hanya pengelola bot ini yang bisa melakukan ini.
operator-servers = Server: { $count }
operator-paused = ⏸️ Dijeda: tidak ada yang baru diterima atau dikirim.
operator-draining = 🚰 Pengosongan: tidak ada yang baru diterima.
operator-line = 🛠️ Pesan pemeliharaan: { $line }
operator-poller = Poller
operator-turned = Putaran terakhir { $turned } lalu · { $watched } dipantau · { $waiting } akan diposting
operator-elsewhere = Proses lain yang mengerjakannya.
operator-budgets = Anggaran (terpakai / diizinkan per detik · menunggu)
operator-jobs = Permintaan terbuka
operator-oldest = Tertua: { $job }, { $when }
operator-held = Ditahan: { $count }
operator-faults = Kesalahan dalam sehari terakhir
operator-left = Keluar dari { $server }.
operator-no-server = Aku tidak ada di server dengan ID ini.
operator-own-server = Ini server milik pengelola sendiri.
operator-maintenance-long = Pesannya paling banyak { $limit } karakter.

## Choices of commands

choice-count = permintaan
choice-seconds = detik suara dan video
choice-money = uang
choice-at-once = permintaan bersamaan
choice-hour = per jam
choice-day = per hari
choice-month = per bulan

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = Aturan, batas, dan pemakaian Foley di server ini
cmd-foley-block-name = blokir
cmd-foley-block-description = Blokir orang, kata, atau pola
cmd-foley-option-user-name = pengguna
cmd-foley-option-user-description = Orang yang mana
cmd-foley-option-word-name = kata
cmd-foley-option-word-description = Kata atau frasa, bagaimanapun ejaannya
cmd-foley-option-pattern-name = pola
cmd-foley-option-pattern-description = Ekspresi reguler (RE2)
cmd-foley-pause-name = jeda
cmd-foley-pause-description = Jangan terima permintaan baru di server ini; yang berjalan tetap lanjut
cmd-foley-resume-name = lanjutkan
cmd-foley-resume-description = Terima permintaan di server ini lagi
cmd-foley-usage-name = pemakaian
cmd-foley-usage-description = Pemakaian server ini, per hari, perintah, dan orang, dengan grafik
cmd-foley-option-days-name = hari
cmd-foley-option-days-description = Berapa hari
cmd-foley-jobs-name = tugas
cmd-foley-jobs-description = Semua permintaan server ini: batalkan, atau posting ulang hasilnya
cmd-foley-panel-name = panel
cmd-foley-panel-description = Semua yang kulakukan di sini, di satu tempat
cmd-foley-export-name = ekspor
cmd-foley-export-description = Pengaturan server ini sebagai file
cmd-foley-option-chart-name = grafik
cmd-foley-option-chart-description = Yang ditampilkan grafik
cmd-foley-setup-name = mulai
cmd-foley-setup-description = Panduan: izin yang kurang, pengaturan awal, tes
cmd-operator-name = operator
cmd-operator-description = Kelola bot ini
cmd-operator-status-name = status
cmd-operator-status-description = Poller, anggaran, tugas tertua, kesalahan per kode
cmd-operator-pause-name = jeda
cmd-operator-pause-description = Jangan terima dan kirim yang baru, di semua server
cmd-operator-resume-name = lanjutkan
cmd-operator-resume-description = Akhiri jeda dan pengosongan
cmd-operator-drain-name = kosongkan
cmd-operator-drain-description = Jangan terima yang baru di semua server, selesaikan yang ada
cmd-operator-maintenance-name = pemeliharaan
cmd-operator-maintenance-description = Satu baris di setiap pesan status; kosongkan untuk menghapusnya
cmd-operator-maintenance-line-name = pesan
cmd-operator-maintenance-line-description = Apa isinya
cmd-operator-leave-name = keluar
cmd-operator-leave-description = Keluar dari sebuah server
cmd-operator-leave-server-name = server
cmd-operator-leave-server-description = ID servernya
cmd-privacy-name = privasi
cmd-privacy-description = Data yang kusimpan tentangmu
cmd-privacy-export-name = ekspor
cmd-privacy-export-description = Dapatkan semua data yang kusimpan tentangmu, sebagai JSON
cmd-privacy-delete-name = hapus
cmd-privacy-delete-description = Hapus semua data yang kusimpan tentangmu
cmd-preset-name = preset
cmd-preset-description = Simpan permintaan dan pakai lagi
cmd-preset-save-name = simpan
cmd-preset-save-description = Simpan permintaanmu dengan nama
cmd-preset-save-name-name = nama
cmd-preset-save-name-description = Mau dinamai apa
cmd-preset-save-id-name = id
cmd-preset-save-id-description = Permintaan mana; kosong: yang terakhir di sini
cmd-preset-save-server-name = server
cmd-preset-save-server-description = Untuk semua di server ini (admin)
cmd-preset-use-name = pakai
cmd-preset-use-description = Buat lagi permintaan tersimpan
cmd-preset-use-name-name = nama
cmd-preset-use-name-description = Yang mana
cmd-preset-use-prompt-name = deskripsi
cmd-preset-use-prompt-description = Kata lain, langsung dibuat; kosong: lihat dan ubah dulu
cmd-preset-list-name = daftar
cmd-preset-list-description = Daftar presetmu dan preset server ini
cmd-preset-delete-name = hapus
cmd-preset-delete-description = Hapus preset
cmd-preset-delete-name-name = nama
cmd-preset-delete-name-description = Yang mana

## Saved requests

preset-saved = ✅ Disimpan sebagai **{ $name }**. `/{ cmd-preset-name } { cmd-preset-use-name }` membuatnya lagi, dengan kata yang sama atau lain.
preset-replaced = ✅ Disimpan sebagai **{ $name }**, menggantikan yang bernama sama.
preset-deleted = **{ $name }** dihapus.
preset-files = Filenya tidak ikut disimpan: lampirkan lagi saat memakainya.
preset-unknown = Tidak ada preset bernama itu. `/{ cmd-preset-name } { cmd-preset-list-name }` menampilkan milikmu dan milik server ini.
preset-nothing = Kamu belum membuat apa pun di sini yang bisa disimpan. Buat sesuatu dulu.
preset-name = Preset perlu nama yang bisa dibaca, tanpa titik dua.
preset-too-many = Paling banyak { $limit } preset. Hapus satu dulu.
preset-none = Belum ada preset. Buat sesuatu, lalu simpan dengan `/{ cmd-preset-name } { cmd-preset-save-name }`.
preset-own = Milikmu
preset-server = Server ini

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] Seluruh server: dimatikan, batasnya 0
   *[person] Dimatikan untukmu: batasmu 0
 }
quota-left = { $scope ->
    [server] Seluruh server: sisa { $left } dari { limit-what }
   *[person] Sisa { $left } dari { limit-what }
 }
quota-used-at-once = { $scope ->
    [server] Server ini sudah punya { limit-things } yang berjalan. Tunggu sampai ada yang selesai.
   *[person] Kamu sudah punya { limit-things } yang berjalan. Tunggu sampai ada yang selesai.
 }
quota-used-off = { $scope ->
    [server] Ini dimatikan di server ini: admin menetapkan batasnya ke 0.
   *[person] Ini dimatikan untukmu: admin server ini menetapkan batasmu ke 0.
 }
quota-used = { $scope ->
    [operator] Anggaran bersama untuk semua server sudah habis, jadi ini belum bisa kumulai.
    [server] Itu akan melebihi batas server ini: { limit-what }.
   *[person] Itu akan melebihi batasmu: { limit-what }.
 }
quota-fewer = Hanya { $fits } dari { $asked } yang muat dalam { $scope ->
    [server] batas server ini, { limit-what }
    [operator] anggaran bersama untuk semua server
   *[person] batasmu, { limit-what }
 }, jadi tidak ada yang kumulai.
quota-warning = { $scope ->
    [operator] ⚠️ { $percent } % dari anggaranku untuk semua server ({ limit-what }) sudah terpakai. Diatur ulang { $free }.
   *[server] ⚠️ { $percent } % dari batas server ini ({ limit-what }) sudah terpakai. Diatur ulang { $free }.
 }
cost-estimate = Ini akan menghabiskan sekitar { $cost }.
