# Japanese. Keys and variables are those of the master, en-US.

language-name = 日本語

## Time and size

time-seconds = { $seconds }秒
time-minutes = { $minutes }分
time-minutes-seconds = { $minutes }分{ $seconds }秒
time-hours-minutes = { $hours }時間{ $minutes }分
time-about-seconds = 約{ $count }秒
time-about-minutes = 約{ $count }分
time-about-hours = 約{ $count }時間
time-span-seconds = { $low }～{ $high }秒
time-span-minutes = { $low }～{ $high }分
time-span-hours = { $low }～{ $high }時間
size-kb = { $size } KB
size-mb = { $size } MB

## Status message

state-requested = リクエストの送信を準備しています
state-submitting = リクエストを送信しています
state-queued = 空き待ちです
state-waiting-music = 作曲しています…
state-waiting-sfx = 効果音を作成しています…
state-waiting-tts = 音声を生成しています…
state-waiting-video = 動画を生成しています…
state-percent = { $percent }%
state-position = このサーバーで { $length } 件中 { $position } 番目
state-asked = リクエスト：{ $when }
state-started = 開始：{ $when }
state-usual = 通常は{ $usual }で完成します
state-slower = いつもより時間がかかっています（通常は{ $usual }）。引き続き作業しています。
state-off-peak = 空いている時間に割安で作ります。遅くとも { $when } までに完成します
state-ready = 完成しました。投稿の準備をしています
state-done = 完成（所要時間：{ $took }）
group-progress = { $all } 件中 { $ready } 件完成
state-jump = 結果を見る
state-why = 理由を見る
state-removed = 結果は削除されました
state-sent-directly = { $person } さんにダイレクトメッセージで送信しました
state-held = 完成しましたが、このチャンネルに投稿できず、ダイレクトメッセージも閉じられています。結果は預かっています。チャンネルが使えるようになったら *{ button-deliver }* を押すか、`/{ cmd-jobs-name } { cmd-jobs-show-name }` を使ってください。
state-cancelled = キャンセルしました。
state-cancelled-by = { $person } がキャンセルしました。
stage-fetching = 完成しました。ファイルを取得しています
stage-fitting = 完成しました。Discord のアップロード上限に合わせています
stage-posting = 完成しました。アップロードしています

## Endings without a result

ending-failed-title = うまくいきませんでした
ending-failed = 提供元で処理を完了できませんでした。
ending-refused-title = 受け付けられませんでした
ending-refused = このリクエストは受け付けられませんでした。
ending-unknown-title = 結果不明
ending-unknown = リクエストは送信しましたが、読み取れる応答がありませんでした。
ending-abandoned-title = 待機を打ち切りました
ending-abandoned = 時間がかかりすぎたため、待つのをやめました。
ending-goes-on-title = 処理は続いています
ending-goes-on = リクエストは提供元に届いていました。再送信はしないでください。進み具合を確認し、結果をここに投稿します。
ending-lost-title = 作成されましたが、ファイルがありません
call-failed = { $person } さん、リクエストは失敗しました。
call-refused = { $person } さん、リクエストは受け付けられませんでした。
call-unknown = { $person } さん、リクエストが開始されたかどうか分かりません。
call-abandoned = { $person } さん、リクエストは時間内に終わりませんでした。
charged-no = 料金は発生していません。
charged-maybe = 提供元で料金が発生した可能性があります。
charged-maybe-cancelled = すでに提供元に受け付けられていたため、料金が発生する場合があります。
charged-unknown = 処理が始まって料金が発生したかもしれませんし、していないかもしれません。
charged-lost = 作成は完了したため、料金は発生しています。
advice-failed = もう一度実行するか、編集してから実行できます。その場合は新しい有料リクエストになります。
advice-refused = 編集して送り直してください。
advice-unknown = 再送信や編集をすると、料金が二重にかかるかもしれません。それでもよい場合だけ行ってください。
advice-unknown-searched = 1 時間のあいだ、提供元のタスク一覧を探し続けます。一致するタスクが 1 件だけ見つかれば、それを引き継いで結果をここに投稿します。
advice-abandoned = *{ button-look }* を押すと、もう一度問い合わせます。料金はかかりません。*{ button-edit }* は新しい有料リクエストになります。
advice-lost = *{ button-again }* で新しく作成します。新しい有料リクエストになります。

## Result message

call-ready-more = 同じ結果の続き（{ $part }/{ $parts }）
footer-job = ジョブ
job-line = ジョブ `{ $job }`
link-label = 元のファイル
link-until = リンクの有効期限：{ $when }
alt-waveform = 音声の波形
alt-poster = 動画の一場面
remark-made-smaller = ここでの Discord のアップロード上限に合わせて小さくしました。
remark-too-large = ここでの Discord のアップロード上限を超えるため、リンクで投稿しました。
remark-not-fetched = ファイルをダウンロードできなかったため、リンクを載せます。
remark-incomplete = 提供元から届いたファイルが不完全なため、リンクで投稿しました。
remark-link-dead = 提供元にファイルがなく、控えもありません。
remark-part-refused = このメッセージの一部が Discord に受け付けられなかったため、省きました。
direct-from = **{ $server }** の { $channel } からの結果です。
direct-server-unknown = 退出したサーバー
direct-why-gone = そのチャンネルはもうありません。
direct-why-access = そのチャンネルが見えなくなりました。
direct-why-permission = そこに投稿する権限がありません。
direct-why-thread = そのスレッドはアーカイブ済みかロックされています。
direct-why-other = そこには投稿できませんでした。
remark-not-media = このファイルを音声や動画として読み取れなかったため、リンクを載せます。
remark-no-voice-message = ここではボイスメッセージを送る権限がないため、ファイルとして投稿しました。
remark-voice-too-large = ボイスメッセージにするとここでは大きすぎるため、ファイルとして投稿しました。
remark-voice-not-made = ボイスメッセージを作成できなかったため、ファイルとして投稿しました。
remark-link-too-long = リンクが長すぎて、ここには表示できません。
remark-ai-generated = AI による生成物です。
field-soundboard-name = 名前（2〜32 文字）
field-soundboard-emoji = 絵文字
field-soundboard-start = 開始秒（5.2 秒使います）
soundboard-added = 「{ $name }」をサウンドボードに追加しました。
soundboard-off = ここではサウンドボードがオフです。管理者が `/{ cmd-foley-name } { cmd-foley-panel-name }` で許可できます。
soundboard-no-right = これにはこのサーバーで「エクスプレッションを作成」の権限が必要です。
soundboard-bot-no-right = これには、ボットにもこのサーバーで「エクスプレッションを作成」の権限が必要です。
soundboard-full = サウンドボードがいっぱいです。サウンドを 1 つ削除してからもう一度お試しください。
soundboard-name = 名前は 2 文字以上必要です。
soundboard-emoji = 「{ $value }」は絵文字ではありません。
soundboard-start-bad = 「{ $value }」は秒数ではありません。
soundboard-start = その時点では音がもう終わっています（長さは { $seconds } 秒）。

## Buttons

button-again = もう一度
button-look = もう一度確認
button-edit = 編集
button-retry = 再試行
button-voice = ボイスメッセージ
button-soundboard = サウンドボードに追加
button-cover = 別のスタイルでカバー
button-sound = 音をつける
button-score = 音楽をつける
button-song = 歌にする
button-revoice = 声を変える
button-details = 詳細
button-cancel = キャンセル
button-cancelall = すべてキャンセル
button-resubmit = 再送信
button-delete = 削除
button-more = その他…
button-keep = これだけ残す
button-remove = 全員の画面から削除
repair-choose = 修正：変更する項目を選択
repair-without = { $option } なし
button-deliver = 今すぐ投稿
button-deliver-again = もう一度投稿

## Answers to buttons and commands

answer-cancelled = キャンセルしました。料金は発生していません。
answer-cancelled-stopped = キャンセルし、提供元の作業も止まりました。
answer-cancelled-unstoppable = キャンセルしました。結果は投稿しません。作業はもう止められず、料金が発生する場合があります。
answer-group-cancelled = { $count } 件をキャンセルしました。
answer-group-billed = うち { $count } 件は提供元でもう止められず、料金が発生する場合があります。
answer-group-busy = { $count } 件はちょうど送信中か投稿中のため、そのままにしました。少し待ってからもう一度押してください。
answer-deleted = 削除しました。
answer-kept = { $count ->
    [0] このリクエストでほかに消すものはありません。
   *[other] これだけ残し、ほかの { $count } 件を削除しました。
 }
answer-delivering = まもなく再投稿されます。
answer-look-found = 完成していました。今から投稿します。
answer-look-running = まだ作成中です。引き続き確認し、できあがったら投稿します。
answer-look-failed = 結果が出ないまま終わっていました。理由を投稿します。
answer-look-gone = 提供元にはこのジョブの記録がもうないため、取得できるものはありません。
answer-look-silent = このジョブについて今は応答がありませんでした。数分後にもう一度お試しください。
answer-voice-done = ボイスメッセージとして投稿しました。
answer-voice-as-file = ここではボイスメッセージを送る権限がないため、ファイルとして投稿しました。
answer-voice-making = ボイスメッセージを作成しています…
answer-delete-sure = この結果を全員の画面から削除しますか？ここでは元に戻せません。
answer-same-job = これはすでに処理中です：{ $link }
answer-modal-used = このフォームは送信済みです。リクエストは処理中です。
answer-modal-gone = このフォームは期限切れです。何も開始されていません。もう一度コマンドを使ってください。
details-title = 詳細
details-command = コピー用のコマンド
details-command-file = 正確なコマンドは添付ファイルにあります。
details-attach = もう一度添付するもの
details-ids = ID
details-times = 時刻
details-job = ジョブ
details-made-from = 元のジョブ
details-group = 同じリクエストの { $size } 件中 { $index } 件目
details-task = Tencent Cloud のタスク
details-request = Tencent Cloud のリクエスト ID
details-code = コード
details-asked = リクエスト
details-sent = 送信
details-accepted = 受付
details-ended = 終了
details-posted = 投稿
details-state = 状態
details-loudness = 音量
details-cost = 費用
details-cost-open = { $cost }（完成時）
details-cost-maybe = { $cost }（提供元が請求した場合）
details-cost-second = { $fixed } + 1 秒あたり { $second }
state-name-requested = 送信待ち
state-name-queued = 空き待ち
state-name-submitting = 送信中
state-name-waiting = 処理中
state-name-ready = 完成
state-name-failed = 失敗
state-name-refused = 受付不可
state-name-unknown = 不明
state-name-abandoned = 打ち切り
state-name-cancelled = キャンセル済み

## Modals

modal-music-lyrics = 歌詞付きの音楽
modal-edit-music = 編集して実行：音楽
modal-edit-sfx = 編集して実行：効果音
modal-edit-tts = 編集して実行：読み上げ
modal-edit-video = 編集して実行：動画
field-prompt = 作りたい内容
field-style = スタイル
field-lyrics = 歌詞
field-style-hint = まとめて貼り付けることもできます：スタイル、空行、歌詞
field-text = 読み上げるテキスト
field-voice = 声（名前または ID）
field-language = 言語
field-pitch = ピッチ（半音単位）
field-attach = { $option }：ファイルを添付
field-address = { $option }：または URL
field-model = モデル
field-duration = 秒数
field-format = ファイル形式
field-count = 個数
field-each-day = 1 人あたり・1 日
field-each-month = 1 人あたり・1 か月
field-server-day = サーバー全体・1 日
field-server-month = サーバー全体・1 か月
field-no-limit = 空欄：上限なし
field-whom = 対象
field-command = コマンド
field-measure = 数えるもの
field-window = 期間
field-amount = 上限の値
field-model-default = モデル
field-version-default = バージョン
field-voice-default = 声
field-language-default = 言語
field-words-add = ブロックする言葉
field-words-remove = また許可する言葉
field-patterns-add = ブロックするパターン（RE2）
field-patterns-remove = また許可するパターン
field-one-a-line = 1 行に 1 つ
field-settings-file = 別のサーバーのファイル
field-form = 投稿形式
field-audio = 音声
field-instrumental = ボーカル
field-resolution-aspect = 解像度と縦横比
field-resolution-aspect-hint = 例：1080P 16:9
field-empty-is-model = 空欄ならモデルにおまかせ
choice-mp3 = MP3
choice-wav = WAV
choice-file = ファイル
choice-automatic = 自動
choice-any = どれでも
choice-none = なし
choice-voice = ボイスメッセージ
choice-female = 女性
choice-male = 男性
choice-vocals = ボーカルあり
choice-instrumental = インストゥルメンタル
choice-either = モデルにおまかせ
choice-sound = 音声あり
choice-silent = 音声なし
refusal-number = *{ $field }* の「{ $value }」は整数ではありません。
refusal-shape = 「{ $value }」は 1080P 16:9 のような解像度と縦横比ではありません。

## Refusals

refusal = それはできません。
refusal-job-not-found = そのジョブはここにないか、見る権限がありません。
refusal-unavailable = 今はリクエストを受け付けられません。何も開始していません。1 分後にもう一度お試しください。
refusal-store-unavailable = 今はデータベースに接続できません。何も開始していません。1 分後にもう一度お試しください。
refusal-stopping = 再起動中です。何も開始していません。1 分後にもう一度お試しください。
refusal-next-free = リセット：{ $when }
refusal-not-yours = これができるのは、リクエストした本人かモデレーターだけです。
refusal-moderators-only = これができるのはモデレーターだけです。
refusal-cancel-submitting = ちょうど送信中のため、今はキャンセルできません。数秒後にもう一度お試しください。
refusal-cancel-too-late = すでに終わっているため、キャンセルできません。
refusal-not-unknown = このジョブの結果は分かっているため、再送信の必要はありません。
refusal-not-abandoned = このジョブの待機は打ち切られていないため、確認の必要はありません。
refusal-already-resubmitted = これはすでに再送信されています。
refusal-not-ended = まだ終わっていないか、キャンセルされています。
refusal-being-posted = 今ちょうど投稿中です。
refusal-clip-running = 前のボイスメッセージをまだ作成中です。少し待ってからもう一度お試しください。
refusal-no-sound = このジョブには、ボイスメッセージにできる音声がありません。
refusal-not-in-server = サーバーでのみ使えます。このボットが追加されたサーバーのチャンネルで使ってください。
refusal-channel-unknown = この種類のチャンネルには対応していないため、ここには投稿できません。テキストチャンネルをお使いください。
refusal-bot-not-in-server = このボット自体がこのサーバーにいません。管理者に *bot* スコープで追加してもらってください。
refusal-bot-permissions = ここには結果を投稿できません。このチャンネルで次の権限が必要です：{ $permissions }
refusal-thread-locked = このスレッドはロックされているため、結果を投稿できません。ロックを解除するか、別のチャンネルを使ってください。
refusal-forum = フォーラムそのものには投稿できません。フォーラム内の投稿でコマンドを使ってください。
permission-view-channel = チャンネルを見る
permission-send-messages = メッセージを送信
permission-send-messages-in-threads = スレッドでメッセージを送信
permission-embed-links = 埋め込みリンク
permission-attach-files = ファイルを添付

## Errors

error-internal = こちらで問題が起きました。結果を待っている場合は `/{ cmd-jobs-name } { cmd-jobs-list-name }` で状況を確認できます。
error-id = こちらで問題が起きました。何度も起きる場合は、運営者に次の ID を伝えてください：`{ $id }`
error-config = このボットの設定に誤りがあります。運営者による確認が必要です。
error-unreachable = このボットに必要なサービスに、今は接続できません。
error-store = データベースに問題が起きました。新しい処理は開始していません。
provider-error = 提供元で問題が起きました。
provider-not-sent = 提供元に接続できませんでした。
provider-later = 提供元がただいま混み合っています。
provider-rejected = このリクエストは提供元に受け付けられませんでした。
provider-unknown = リクエストは送信しましたが、読み取れる応答がありませんでした。
job-abandoned = 時間がかかりすぎたため、待つのをやめました。
job-unsent-too-long = 丸一日たっても開始できなかったため、取り消しました。
job-not-sent = 送信する前に、こちらで問題が起きました。
fetch-failed = 結果をダウンロードできませんでした。リンクはまだ使えるかもしれません。
fetch-forbidden = 結果は、ダウンロードが許可されていないアドレスにあります。
fetch-gone = 結果へのリンクはもう使えません。
fetch-too-large = 結果がダウンロードの上限を超えています。
media-failed = 結果を Discord 用に変換できませんでした。
media-unreadable = 提供元から届いたファイルに、再生できる音声や映像がありません。
media-incomplete = 提供元から届いたファイルが不完全です。
media-too-large = 品質を大きく損なわずに、このサーバーの上限まで小さくすることはできません。
media-worker-died = 結果の変換に時間またはメモリを使いすぎたため、停止しました。
media-no-sound = これには音声がありません。
message-failed = Discord がメッセージを拒否しました。

## What Tencent Cloud said

tencent-moderation = 提供元のコンテンツ審査で、このテキストまたは参照素材が拒否されました。表現を変えてください。
tencent-bad-input = この組み合わせのオプションは使えません。別のものを選んでください。
tencent-model = このモデルまたはバージョンはもう提供されていません。別のものを選んでください。
tencent-reference = 参照ファイルを使えませんでした。別のファイルか、誰でもダウンロードできるファイルを指定してください。
tencent-text-too-long = このテキストは 1 回の読み上げには長すぎます。短くしてください。
tencent-speech-refused = この音声は受け付けられませんでした。声とテキストを確認してください。
tencent-size = このリクエスト、またはその結果が大きすぎます。
tencent-rate = 今はリクエストが多すぎます。自動で再試行します。
tencent-busy = 提供元の受け付け数がいっぱいです。空き次第、自動で再試行します。
tencent-capacity = ただいま空きがありません。しばらくしてからもう一度お試しください。
tencent-trouble = 提供元の応答に問題があります。
tencent-keys = API キーが受け付けられません。運営者による対応が必要です。
tencent-token = 一時的なアクセス権が誤っているか、期限切れです。運営者による対応が必要です。
tencent-clock = 動作しているマシンの時計がずれています。運営者による対応が必要です。
tencent-permission = API キーにこの操作の権限がありません。運営者による対応が必要です。
tencent-not-enabled = このアカウントでは有効になっていません。運営者による対応が必要です。
tencent-arrears = 提供元のアカウントの支払いが滞っています。運営者による対応が必要です。
tencent-quota = 提供元での割り当てを使い切りました。運営者による対応が必要です。
tencent-sub-app-id = アプリケーション ID の設定（FOLEY_VOD_SUB_APP_ID）が誤っています。運営者による対応が必要です。
tencent-bucket = 結果の保存先がありません。運営者による対応が必要です。
tencent-address = 設定されたアドレスまたはリージョンは提供対象外です。運営者による対応が必要です。
tencent-unknown-field = 送信したオプションの 1 つを提供元が認識しませんでした。運営者に知らせてください。
tencent-outdated = この機能は提供が終了しています。運営者に知らせてください。
tencent-failed = 提供元で処理できませんでした。
tencent-task-gone = 提供元にこのジョブの記録がもうありません。
tencent-cannot-stop = このジョブはもう止められません。
tencent-task-failed = 提供元が処理を中止しましたが、理由は分かりません。提供元のメッセージは「詳細」にあります。別の言葉やオプションならうまくいくかもしれません。
tencent-task-input = 提供元はこのオプションでは作れませんでした。別のものを選んでください。
tencent-inner = 作成中に提供元で問題が起きました。もう一度試すとうまくいくかもしれません。
tencent-model-failed = モデルはこの内容から何も作れませんでした。もう一度試すとうまくいくかもしれません。
tencent-task-stopped = このジョブは提供元で停止されました。
tencent-task-timeout = 時間がかかりすぎたため、提供元が打ち切りました。もう一度試すとうまくいくかもしれません。
tencent-speech-failed = このテキストを読み上げられませんでした。
tencent-no-result = 提供元は完了と報告しましたが、ファイルが届きませんでした。

## The database

store-refused = データベースを使えません：{ $detail }
store-refused-foreign = データベース { $path } は別のプログラムのものです。FOLEY_DATABASE_URL で Foley 専用のものを指定してください。
store-refused-junk = { $path } はデータベースではありません。正しいファイルを指定するか、このファイルを移動してください。
store-refused-unreadable = { $path } を読み取れません：{ $detail }。
store-refused-newer = データベース { $path } は、より新しい Foley が書き込んだものです（リビジョン { $revision }、こちらの対応は { $known } まで）。新しいバージョンを起動するか、古いバックアップを復元してください。
store-refused-in-use = 別のプロセスが { $path } を使用中です。SQLite データベースを同時に使える Foley は 1 つだけです。複数で使う場合は PostgreSQL を使ってください。
store-refused-path = データベース { $path } を開けません：{ $detail }。フォルダーが存在し、書き込めることを確認してください。
store-refused-readonly = { $path } は読めますが、書き込めません。実行ユーザーまたは接続ユーザーに書き込みを許可するか、FOLEY_DATABASE_URL で別のデータベースを指定してください。
store-refused-file = このマシンのファイルを読めません：{ $path }（{ $detail }）。ファイルを直すか、HOME と FOLEY_DATABASE_URL の指定を確認してください。
store-refused-parameter = PostgreSQL の手前にあるプーラーがパラメーター { $parameter } を受け付けません。FOLEY_DATABASE_URL から外すか、プーラーの ignore_startup_parameters に加えてください。
store-refused-pooler = FOLEY_DATABASE_URL の接続先はトランザクションモードのプーラー（pool_mode = transaction の PgBouncer など）で、セッションを保てません。このデータベースを pool_mode = session にするか、PostgreSQL に直接接続してください。
store-standby = { $path } はスタンバイで、今は書き込めません。FOLEY_DATABASE_URL でプライマリを指定してください。ホストが複数なら target_session_attrs=primary を加えてください。
store-conflict-exists = この ID のジョブはすでに存在します。
store-conflict-repeat-open = 同じものがすでに処理中です。
store-copy-postgres = PostgreSQL は専用のツールでコピーします。次を実行してください：{ $command }
store-copy-exists = { $path } はすでに存在します。別の名前を選んでください。
store-copy-missing = { $path } は存在しません。
store-copy-same = { $path } はデータベースそのものです。バックアップを指定してください。
store-copy-damaged = { $path } は破損しています。データベース自身の検査に通りませんでした。何も変更していません。

## What can't work, and what to change

catalog-model-unknown = 「{ $model }」というモデルはここにありません。{ $count ->
    [0] 使えるモデルは設定されていません。
   *[other] 次から選んでください：{ $offered }
 }
catalog-version-unknown = { $model } に「{ $version }」というバージョンはありません。次から選んでください：{ $offered }
catalog-text-empty = `{ $option }` が空です。
catalog-text-long = `{ $option }` が { $length } 文字あります。上限は { $limit } 文字です。
catalog-lyrics-long = `{ cmd-music-lyrics-name }` が { $length } 文字あります。上限は { $limit } 文字です。
catalog-lyrics-and-instrumental = `{ cmd-music-lyrics-name }` と `{ cmd-music-instrumental-name }` は同時に使えません。どちらかを外してください。
catalog-not-taken = { $about ->
    [lyrics] { $model } は歌詞に対応していません
    [instrumental] { $model } ではインストゥルメンタルを指定できません
    [reference] { $model } は参照音声に対応していません
    [duration] { $model } は長さを自分で決めます
    [video] { $model } は動画の入力に対応していません
    [resolution] { $model } は解像度を自分で決めます
    [aspect] { $model } は縦横比を自分で決めます
    [audio] { $model } は音声を作れません
    [image] { $model } は画像に対応していません
    [last_image] { $model } は最後の画像に対応していません
    [version] { $model } ではバージョンを選べません
   *[other] { $model } は `{ $option }` に対応していません
 }。{ $count ->
    [0] `{ $option }` を外してください。
   *[other] `{ $option }` を外すか、次から選んでください：{ $others }
 }
catalog-lyrics-needed = { $model } には歌詞が必要です。{ $count ->
    [0] `{ cmd-music-lyrics-name }` を追加してください。
   *[other] `{ cmd-music-lyrics-name }` を追加するか、次から選んでください：{ $others }
 }
catalog-not-offered = { $model } の `{ $option }` に { $wanted } は使えません。{ $count ->
    [0] 次から選んでください：{ $offered }
   *[other] { $offered } から選ぶか、次のモデルを選んでください：{ $others }
 }
catalog-duration-not-offered = { $model } は { $duration } 秒のものを作れません。{ $count ->
    [0] `{ cmd-video-duration-name }` は次から選んでください：{ $offered }
   *[other] `{ cmd-video-duration-name }` を { $offered } から選ぶか、次のモデルを選んでください：{ $others }
 }
catalog-duration-resolution = { $model } で { $duration } 秒を作れるのは、`{ cmd-video-resolution-name }` が { $offered } のときだけです。{ $count ->
    [0] それか、ほかの `{ cmd-video-duration-name }` を選んでください。
   *[other] それか、ほかの `{ cmd-video-duration-name }` か、次のモデルを選んでください：{ $others }
 }
catalog-duration-and-video = 長さは動画に合わせて決まります。`{ cmd-video-duration-name }` か動画を外してください。
catalog-option-needs-video = `{ $option }` は `{ cmd-sfx-video-name }` と一緒に使います。動画を付けるか、外してください。
catalog-reference-and-video = 参照音声と動画は一緒に使えません。どちらかを外してください。
catalog-aspect-and-image = { $model } では、縦横比は画像で決まります。{ $count ->
    [0] `{ cmd-video-aspect-name }` か `{ cmd-video-image-name }` を外してください。
   *[other] `{ cmd-video-aspect-name }` か `{ cmd-video-image-name }` を外すか、次から選んでください：{ $others }
 }
catalog-audio-resolution = { $model } で音声を作れるのは、`{ cmd-video-resolution-name }` が { $offered } のときだけです。{ $count ->
    [0] それを選ぶか、`{ cmd-video-audio-name }` を外してください。
   *[other] それを選ぶか、`{ cmd-video-audio-name }` を外すか、次から選んでください：{ $others }
 }
catalog-image-needed = { $model } には最初の画像が必要です。{ $count ->
    [0] `{ cmd-video-image-name }` を追加してください。
   *[other] `{ cmd-video-image-name }` を追加するか、次から選んでください：{ $others }
 }
catalog-last-image-alone = 最後の画像には、最初の画像も必要です。`{ cmd-video-image-name }` を追加するか、`{ cmd-video-last-image-name }` を外してください。
catalog-last-image-resolution = { $model } で最後の画像を使えるのは、`{ cmd-video-resolution-name }` が { $offered } のときだけです。{ $count ->
    [0] それを選ぶか、`{ cmd-video-last-image-name }` を外してください。
   *[other] それを選ぶか、`{ cmd-video-last-image-name }` を外すか、次から選んでください：{ $others }
 }
catalog-url-scheme = `{ $option }` は https:// か http:// で始まるアドレスにしてください。
catalog-url-bad = `{ $option }` はウェブアドレスではありません。
catalog-url-long = `{ $option }` のアドレスが長すぎます。
catalog-url-credentials = `{ $option }` のアドレスにユーザー名かパスワードが含まれています。公開されているアドレスを使ってください。
catalog-url-private = `{ $option }` のアドレスにはインターネットから接続できません。公開されているアドレスを使うか、ファイルを添付してください。
reference-dead = `{ $option }` のアドレスからは何もダウンロードできません（{ $reason }）。提供元からも同じです。誰でもダウンロードできるアドレスを使うか、ファイルを添付してください。何も開始していません。
reference-not-media = `{ $option }` のアドレスの中身は{ $kind ->
    [video] 動画
    [image] 画像
   *[audio] 音声ファイル
 }ではありません。ファイルの直接のアドレスを使うか、添付してください。何も開始していません。
catalog-voice-bad = その声はありません。リストから選んでください。
catalog-language-unknown = 「{ $language }」という言語はありません。リストから選んでください。
catalog-pitch-not-offered = `{ cmd-tts-pitch-name }` は { $lowest } から { $highest } までにしてください。
catalog-sample-rate-not-offered = `{ cmd-tts-sample-rate-name }` に { $rate } は使えません。次から選んでください：{ $offered }
voice-unknown = { $count ->
    [0] その声は見つかりません。リストから選ぶか、完全な ID を入力してください。
   *[other] 「{ $voice }」という声は見つかりません。もしかして：{ $others }
 }
voice-ambiguous = 「{ $voice }」という声は { $count } 個あります。リストから選ぶか、完全な ID を入力してください。

## Options and lists of commands

option-both = `{ $first }` と `{ $second }` は、どちらか一方だけ使ってください。
attachment-type = 「{ $file }」はここでは使えません。使える形式：{ $types }
attachment-big = 「{ $file }」は大きすぎます。上限は { $limit } です。
attachment-empty = 「{ $file }」は空です。
attachment-not-text = 「{ $file }」は UTF-8 のプレーンテキストではありません。
attachment-unreadable = 「{ $file }」を Discord から読み込めませんでした。もう一度添付してください。
attachment-expired = 以前添付したファイルはもうありません。コマンドをもう一度使い、ファイルを添付し直してください。
answer-not-made = 何も作成されませんでした。理由はリクエストした本人にだけ表示されます。
tts-nothing-to-say = このテキストには読み上げる言葉がありません（絵文字や記号だけです）。料金は発生していません。
tts-voices-unknown = 声の一覧がまだありません。1 分後にもう一度お試しください。料金は発生していません。
tts-no-voice = { $language }を話せる声がありません。`{ cmd-tts-voice-name }` で声を選ぶか、`{ cmd-tts-language-name }` を指定してください。料金は発生していません。
menu-read-aloud = 読み上げる
menu-no-words = このメッセージには読み上げるものがありません。テキストも `.txt` ファイルもありません。
menu-sound-effect = これを効果音にする
menu-add-sound = この動画に音をつける
menu-animate = この画像を動かす
menu-song = これを歌にする
menu-no-text = このメッセージには、効果音にできるテキストがありません。
menu-no-video = このメッセージには使える動画がありません。100 MB までの `.mp4` か `.mov` を添付してください。
menu-no-picture = このメッセージには使える画像がありません。10 MB までの `.png` か `.jpg` を添付してください。
menu-no-lyrics = このメッセージには歌にできる言葉がありません。
more-no-file = この結果のファイルはもうありません。
voices-title = { $count } 種類の声
voices-none = 条件に合う声がありません。絞り込みを 1 つ外してください。
voices-language = 言語
voices-traits = 性別と年齢
voices-mood = 雰囲気
voices-choose = 声を選ぶ
voices-listen = 試聴（無料）
voices-use = この声を使う
voices-speak-with = この声で読み上げる
voices-used = ✅ { $voice } をあなたの声にしました。声を指定しないとき、`/{ cmd-tts-name }` で使います。
voice-female = 女性
voice-male = 男性
voice-child = 子ども
voice-teenager = 10代
voice-youth = 若者
voice-middle-aged = 中年
voice-senior = シニア
help-title = できること
help-make = つくる
help-try = `/{ cmd-tts-name } { cmd-tts-text-name }:こんにちは` を試してください。ほかには何もいりません。
help-menu = メッセージのメニューの「アプリ」：*{ menu-read-aloud }*、*{ menu-sound-effect }*、*{ menu-add-sound }*、*{ menu-animate }*、*{ menu-song }*
help-yours = 自分のもの
help-admins = このサーバーの管理者向け
help-operators = 運営者向け
tts-option-instant = `{ $option }` が使えるのは { $limit } 文字までで、`{ cmd-tts-pitch-name }` と `{ cmd-tts-translate-to-name }` を指定しないときだけです。外すか、テキストを短くしてください。
tts-option-off = ここでは `{ $option }` は使えません。外してください。
speech-somebody = 誰か
speech-role = ロール
speech-channel = チャンネル
speech-page-customize = チャンネル＆ロール
speech-page-browse = チャンネルを閲覧
speech-page-guide = サーバーガイド
speech-page-home = サーバーガイド
speech-page-linked-roles = 連携ロール
choice-version-unlisted = { $version }（リストになし、入力のまま送信）
choice-model-lyrics =
    { $need ->
        [none] 歌詞なし
        [required] 歌詞が必要
       *[optional] 歌詞は任意
    }
refusal-command-changed = Discord 側のこのコマンドが古いままのため、何も開始していません。少し待ってからもう一度お試しください。
jobs-list-title = リクエスト
jobs-list-empty = 何もありません。
jobs-list-more = これより前：`/{ cmd-jobs-name } { cmd-jobs-list-name } { cmd-jobs-list-before-name }:{ $job }`
jobs-list-held = 完成、投稿待ち

## Commands: names as people type them, and what they do

cmd-music-name = 音楽
cmd-music-description = テキストから音楽を作ります
cmd-music-prompt-name = プロンプト
cmd-music-prompt-description = どんな音楽か：スタイル、雰囲気、楽器
cmd-music-model-name = モデル
cmd-music-model-description = どのモデルで作るか
cmd-music-version-name = バージョン
cmd-music-version-description = モデルのバージョン
cmd-music-lyrics-name = 歌詞
cmd-music-lyrics-description = 歌詞
cmd-music-instrumental-name = インスト
cmd-music-instrumental-description = 歌なし
cmd-music-reference-name = 参照音声
cmd-music-reference-description = 参考にする音声（mp3、wav）
cmd-music-reference-url-name = 参照音声url
cmd-music-reference-url-description = 参考にする音声の公開アドレス
cmd-music-video-name = 動画
cmd-music-video-description = 音楽を付ける動画（mp4、mov）
cmd-music-video-url-name = 動画url
cmd-music-video-url-description = 音楽を付ける動画の公開アドレス
cmd-music-gender-name = 声の性別
cmd-music-gender-description = 歌う声
cmd-music-watermark-name = 透かし
cmd-music-watermark-description = モデル独自の透かしを音に入れる
cmd-music-format-name = 形式
cmd-music-format-description = ファイル形式
cmd-music-long-name = 長文
cmd-music-long-description = 長い歌詞をフォームに入力する
cmd-music-lyrics-file-name = 歌詞ファイル
cmd-music-lyrics-file-description = 歌詞の .txt ファイル
cmd-music-count-name = 個数
cmd-music-count-description = いくつ作るか（1 つずつ 1 件に数えます）
cmd-sfx-name = 効果音
cmd-sfx-description = テキストから効果音を作ります
cmd-sfx-prompt-name = プロンプト
cmd-sfx-prompt-description = どんな音か説明してください
cmd-sfx-duration-name = 長さ
cmd-sfx-duration-description = 長さ（秒）
cmd-sfx-video-name = 動画
cmd-sfx-video-description = 音を付ける動画（mp4、mov）
cmd-sfx-video-url-name = 動画url
cmd-sfx-video-url-description = 音を付ける動画の公開アドレス
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = 動画あり：近くで聞こえる静かな音
cmd-sfx-bgm-prompt-name = bgm
cmd-sfx-bgm-prompt-description = 動画あり：BGM の内容
cmd-sfx-format-name = 形式
cmd-sfx-format-description = ファイル形式
cmd-sfx-as-name = 投稿形式
cmd-sfx-as-description = ファイルかボイスメッセージか
cmd-sfx-count-name = 個数
cmd-sfx-count-description = いくつ作るか（1 つずつ 1 件に数えます）
cmd-tts-name = 読み上げ
cmd-tts-description = テキストを音声にします
cmd-tts-text-name = テキスト
cmd-tts-text-description = 読み上げるテキスト
cmd-tts-voice-name = 声
cmd-tts-voice-description = 名前・言語・性別で検索。省略時は前回の声か、テキストに合う声
cmd-tts-language-name = 言語
cmd-tts-language-description = テキストの言語
cmd-tts-translate-to-name = 翻訳先
cmd-tts-translate-to-description = 先にこの言語へ翻訳してから読み上げます
cmd-tts-pitch-name = ピッチ
cmd-tts-pitch-description = 高さの上げ下げ（半音単位）
cmd-tts-sample-rate-name = サンプルレート
cmd-tts-sample-rate-description = 1 秒あたりのサンプル数
cmd-tts-format-name = 形式
cmd-tts-format-description = ファイル形式
cmd-tts-speed-name = 速さ
cmd-tts-speed-description = 読み上げの速さ。1 が標準、2,000 文字までのテキスト向け
cmd-tts-as-name = 投稿形式
cmd-tts-as-description = ファイルかボイスメッセージか
cmd-tts-text-file-name = テキストファイル
cmd-tts-text-file-description = テキストの後に読み上げる .txt ファイル
cmd-voices-name = 声
cmd-voices-description = 声を探して、試聴して、自分の声にします
cmd-voices-language-name = 言語
cmd-voices-language-description = 話せる言語。省略時はあなたの言語
cmd-voices-gender-name = 性別
cmd-voices-gender-description = 女性か男性か
cmd-voices-age-name = 年齢
cmd-voices-age-description = 何歳くらいに聞こえるか
cmd-voices-mood-name = 雰囲気
cmd-voices-mood-description = どんな響きか：温かい、落ち着いた、甘い…
cmd-help-name = ヘルプ
cmd-help-description = できることと、最初に試すこと
cmd-video-name = 動画
cmd-video-description = テキストから動画を作ります
cmd-video-prompt-name = プロンプト
cmd-video-prompt-description = どんな動画か説明してください
cmd-video-model-name = モデル
cmd-video-model-description = どのモデルで作るか
cmd-video-version-name = バージョン
cmd-video-version-description = モデルのバージョン
cmd-video-duration-name = 長さ
cmd-video-duration-description = 長さ（秒）
cmd-video-resolution-name = 解像度
cmd-video-resolution-description = 鮮明さ（例：1080P）
cmd-video-aspect-name = 縦横比
cmd-video-aspect-description = 横と縦の比（例：16:9）
cmd-video-audio-name = 音声
cmd-video-audio-description = 音声を付ける
cmd-video-image-name = 画像
cmd-video-image-description = 最初の画像（jpg、png）
cmd-video-last-image-name = 最後の画像
cmd-video-last-image-description = 最後の画像（jpg、png）
cmd-video-off-peak-name = オフピーク
cmd-video-off-peak-description = 割安で、空いているときに作ります（最大 48 時間）
cmd-video-negative-name = 除外
cmd-video-negative-description = 入れたくないもの
cmd-video-enhance-name = 補強
cmd-video-enhance-description = 先にモデルがプロンプトを詳しくします
cmd-video-bgm-name = bgm
cmd-video-bgm-description = BGM を付ける
cmd-video-watermark-name = 透かし
cmd-video-watermark-description = モデル独自の透かしを画面に入れる
cmd-video-reference-1-name = 参考1
cmd-video-reference-2-name = 参考2
cmd-video-reference-3-name = 参考3
cmd-video-reference-1-description = 登場させる人や物の画像（jpg、png）
cmd-video-reference-2-description = 2 枚目の画像
cmd-video-reference-3-description = 3 枚目の画像
cmd-video-reference-video-name = 参考動画
cmd-video-reference-video-description = 参考にする動画（mp4、mov）
cmd-jobs-name = ジョブ
cmd-jobs-description = 自分のリクエストとその結果
cmd-jobs-list-name = 一覧
cmd-jobs-list-description = 最近のリクエストを一覧表示
cmd-jobs-list-everyone-name = 全員
cmd-jobs-list-everyone-description = このサーバー全員のリクエスト（モデレーター用）
cmd-jobs-list-before-name = これより前
cmd-jobs-list-before-description = このジョブより古いものだけ
cmd-jobs-show-name = 表示
cmd-jobs-show-description = リクエストを表示し、預かっている結果を投稿
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = どのジョブか
cmd-jobs-cancel-name = キャンセル
cmd-jobs-cancel-description = リクエストをキャンセル
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = どのジョブか
cmd-jobs-retry-name = 再実行
cmd-jobs-retry-description = 同じリクエストをもう一度
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = どのジョブか

## Rules, limits and use of a server

list-separator = 、
list-quoted = 「{ $text }」
admin-paused = ⏸️ 一時停止中：新しいリクエストは受け付けません。`/{ cmd-foley-name } { cmd-foley-resume-name }` で再開します。
admin-on = オン
admin-off = オフ
admin-none = なし
admin-everywhere = すべてのチャンネル
admin-everybody = 全員
admin-same = リクエストされた場所
admin-own-language = 各自の言語
admin-forever = リクエストと同じ期間
admin-days = { $days } 日
admin-catalog = カタログの既定値
admin-kinds = コマンド
admin-channels = チャンネル
admin-roles = ロール
admin-results = 結果の投稿先
admin-alerts = 予算の通知先
admin-longest = 動画の最長（秒）
admin-sharpest = 動画の最高解像度
admin-count = 1 回の最大数
admin-age = 年齢制限チャンネル
admin-age-anywhere = どこでも可
admin-age-only = そこだけで可
admin-age-never = そこでは不可
admin-keep = 結果のコピーを保存
admin-loudness = 音量をそろえる
admin-label = AI 表示
admin-soundboard = サウンドボード
admin-language = お知らせの言語
admin-retention = プロンプトの保存期間
admin-grace = ボット削除後のデータ保存期間
admin-defaults = 既定値
admin-limits = 上限
admin-blocked = ブロック中
admin-blocked-users = メンバー
admin-blocked-words = 単語
admin-blocked-patterns = パターン
admin-pick-job = キャンセルまたは再投稿するリクエストを選択
panel-overview = 概要
panel-places = コマンドと場所
panel-limits = 上限
panel-budget = 予算
panel-defaults = 既定値
panel-words = 言葉とメンバー
panel-jobs = ジョブ
panel-history = 履歴
panel-page = ページを選ぶ…
panel-lacking = ⚠️ 権限が足りないチャンネル：{ $count } 個。`/{ cmd-foley-name } { cmd-foley-setup-name }` で確認できます。
panel-month = 今月
panel-preset = プリセットを適用…
panel-pause = 一時停止
panel-resume = 再開
panel-export = 設定を書き出す
panel-import = 設定を読み込む
panel-channels = 使えるチャンネル（空欄：どこでも）
panel-alerts = 予算の通知先
panel-system-channel = Discord の参加メッセージのチャンネル
panel-limits-about = コマンドを選ぶと、1 人あたりとサーバー全体のリクエスト数を決められます。
panel-caps-now = 1 回のリクエスト
panel-all-commands = すべてのコマンドの合計
panel-limit-command = コマンドを制限…
panel-limit-role = ロールを制限・解放…
panel-limit-other = その他の上限…
panel-caps = 動画の長さ・解像度・個数…
panel-lift = 上限を解除…
panel-no-prices = 価格が設定されていないため、ここの予算は秒数で数えます。
panel-prices = 一般的なリクエストの費用
panel-attention = ⚠️ ご確認ください
panel-other-currency = { $currency } の予算は効きません。価格が別の通貨になっています。
panel-budget-role = ロールの予算…
panel-budget-edit = 予算を決める…
panel-usage = 使用状況
panel-defaults-command = コマンドの既定値…
panel-data = 言語とデータ…
panel-keep = コピーの保存：オン/オフ
panel-loudness = 音量の調整：オン/オフ
panel-label = AI 表示：オン/オフ
panel-soundboard = サウンドボード：オン/オフ
panel-roles = 使えるロール（空欄：全員）
panel-people = ブロック中のメンバー
panel-words-edit = 言葉とパターン…
panel-age = 年齢制限チャンネル…
panel-older = 以前のもの
panel-revert = 変更を元に戻す…
panel-undo = 元に戻す
panel-unchanged = 変更はありません。
panel-expired = この変更はもう分かりません。何も保存していないので、もう一度行ってください。
panel-save-anyway = それでも保存
panel-drop = 保存しない
panel-whole-number = 「{ $value }」は整数ではありません。
panel-amount = 「{ $value }」は 12.50 のような金額ではありません。
panel-block-what = ブロックするものを `{ cmd-foley-option-user-name }`、`{ cmd-foley-option-word-name }`、`{ cmd-foley-option-pattern-name }` で指定してください。
preset-tight = 厳しめ
preset-normal = 標準
preset-open = ゆるめ
preset-free = 上限なし
preset-day = 1 日の上限：{ $things }
change-paused = このサーバーで新しいリクエストを受け付けません。
change-resumed = このサーバーでリクエストを再び受け付けます。
history-paused = { $actor } が一時停止しました
history-resumed = { $actor } が再開しました
history-set = { $actor } が「{ $setting }」を変更しました：{ $old } → { $new }
history-added = { $actor } が{ $setting }に { $values } を加えました
history-removed = { $actor } が{ $setting }から { $values } を外しました
history-on = { $actor } が { $values } をオンにしました
history-off = { $actor } が { $values } をオフにしました
history-raised = { $actor } が上限を { $old } から{ limit-what }に上げました（{ $who }）
history-lowered = { $actor } が上限を { $old } から{ limit-what }に下げました（{ $who }）
history-limited = { $actor } が上限を{ limit-what }に決めました（{ $who }）
history-lifted = { $actor } が{ limit-what }の上限を解除しました（{ $who }）
history-cancelled = { $actor } が { $owner } の { $job } をキャンセルしました
history-preset-saved = { $actor } がこのサーバー用にプリセット「{ $name }」を保存しました
history-preset-deleted = { $actor } がこのサーバーのプリセット「{ $name }」を削除しました
history-posted = { $actor } が { $owner } の { $job } を再投稿しました
caution-word = 「{ $word }」は 1 文字です。ほとんどのテキストがブロックされます。
caution-zero = 上限が{ limit-what }だと使えなくなります。
caution-frees-all = このロールは全員が持っています。この上限は誰にも効かなくなります。
caution-shuts = { limit-what }では { $model } で何も作れません。
caution-everyone = このロールは全員が持っています。全員が使えるようになります。
caution-all-channels = チャンネルを選ばないと、どこでも使えるようになります。
transfer-exported = このサーバーの設定です。別のサーバーの `/{ cmd-foley-name } { cmd-foley-panel-name }` で読み込めます。
transfer-missing = このサーバーにないため除きました：{ $missing }
transfer-foreign = これは設定ファイルではありません。何も変更していません。
transfer-old = このファイルは別のバージョンのものです。もう一度書き出してください。何も変更していません。
transfer-broken = このファイルに、設定ではないものが含まれています。何も変更していません。
admin-results-permissions = そこには結果を投稿できません。必要な権限：{ $permissions }
admin-default-not-taken = `/{ $command }` に `{ $option }` の既定値はありません。外してください。
limit-line = { $who }：{ $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] 音楽 { $amount } 秒
        [sfx] 効果音 { $amount } 秒
        [tts] 音声 { $amount } 秒
        [video] 動画 { $amount } 秒
       *[all] 音と動画 { $amount } 秒
    }
   *[count] { $kind ->
        [music] 曲 { $amount } 件
        [sfx] 効果音 { $amount } 件
        [tts] 読み上げ { $amount } 件
        [video] 動画 { $amount } 件
       *[all] リクエスト { $amount } 件
    }
 }
limit-what = { $window ->
    [hour] 1 時間に{ limit-things }
    [day] 1 日に{ limit-things }
    [month] 1 か月に{ limit-things }
   *[once] 同時{ limit-things }
 }
limit-who-user = 各自
limit-who-role = { $role } を持つ各自
limit-who-server = サーバー全体
audit-empty = まだ変更はありません。
usage-title = 過去 { $days } 日間の利用状況
usage-empty = 利用はありません。
usage-requests = リクエスト
usage-seconds = 秒
usage-returned = 無料
usage-days = 日別
usage-people = メンバー別
usage-models = モデル別
usage-open = { $count } 件は未完了：見積もりで数えています
usage-person = { $who }：{ $count } 件、{ $seconds } 秒
usage-budget = サーバーの上限までの残り
setup-title = Foley のセットアップ
setup-intro = すべていつでも変更できます。この画面は、このサーバーを管理できる人だけに見えます。
setup-permissions = 権限
setup-fine = ✅ { $count } 個のチャンネルは必要な権限がそろっています
setup-lack = ⚠️ { $channel }：{ $permissions }
setup-now = 現在の状態
setup-next = 次にすること
setup-steps =
    1️⃣ 足りない権限を付けて *{ setup-again }* を押してください。
    2️⃣ `/{ cmd-foley-name } { cmd-foley-panel-name }` を開き、使える場所と結果の投稿先を選びます。
    3️⃣ そこで上限を確かめてから *テストする* を押してください（有料リクエスト 1 件）。
setup-again = もう一度確認
setup-test = テストする（有料）
setup-no-test = テストできるものがありません。先に `/{ cmd-sfx-name }`、`/{ cmd-music-name }`、`/{ cmd-video-name }` のどれかをオンにしてください。
setup-choose-results = 結果の投稿先（空欄：リクエストされた場所）
setup-choose-kinds = オンにするコマンド
permission-read-message-history = メッセージ履歴を読む
welcome =
    👋 **Foley** を追加していただきありがとうございます。テキストから音楽・効果音・音声・動画を作ります。
    1️⃣ お試しください：`/{ cmd-sfx-name } { cmd-sfx-prompt-name }:ドアがきしむ音` や `/{ cmd-music-name } { cmd-music-prompt-name }:静かな雨`。
    2️⃣ このサーバーはプリセット **{ $preset }** で始まります。{ $about }
    3️⃣ 管理者は `/{ cmd-foley-name } { cmd-foley-panel-name }` で変更できます。足りない権限は `/{ cmd-foley-name } { cmd-foley-setup-name }` で分かります。
welcome-back =
    👋 **Foley** を追加していただきありがとうございます。テキストから音楽・効果音・音声・動画を作ります。
    1️⃣ お試しください：`/{ cmd-sfx-name } { cmd-sfx-prompt-name }:ドアがきしむ音` や `/{ cmd-music-name } { cmd-music-prompt-name }:静かな雨`。
    2️⃣ 管理者は `/{ cmd-foley-name } { cmd-foley-panel-name }` で設定を見て変えられます。足りない権限は `/{ cmd-foley-name } { cmd-foley-setup-name }` で分かります。

## Refused by the server's rules

rules-admins-only = これができるのは、このサーバーを管理できる人だけです。
rules-paused = このサーバーでは一時停止中です。管理者が `/{ cmd-foley-name } { cmd-foley-resume-name }` で再開できます。
rules-blocked-user = このサーバーの管理者が、あなたの利用をブロックしています。
rules-kind-off-music = このサーバーでは音楽がオフになっています。
rules-kind-off-sfx = このサーバーでは効果音がオフになっています。
rules-kind-off-tts = このサーバーでは読み上げがオフになっています。
rules-kind-off-video = このサーバーでは動画がオフになっています。
rules-channel = このチャンネルでは使えません。使えるチャンネル：{ $channels }
rules-role = ここで使えるのは、次のいずれかのロールを持つ人だけです：{ $roles }
rules-age-only = このサーバーでは、年齢制限チャンネルでのみ使えます。
rules-age-never = このサーバーでは、年齢制限チャンネルでは使えません。
rules-blocked-text = このテキストには、このサーバーで許可されていない内容が含まれています。表現を変えてください。
rules-patterns-slow = このサーバーのブロック用パターンの確認に時間がかかりすぎています。しばらくしてからもう一度試し、管理者に簡単なパターンにするよう頼んでください。
rules-word-empty = この単語には見える文字がありません。
rules-word-long = ブロックする単語は { $limit } 文字までです。
rules-not-blocked = それはブロックされていません。
rules-pattern-bad = 使える正規表現（RE2）ではありません：{ $reason }
rules-pattern-empty = このパターンはすべてに一致します。もっと具体的にしてください。
rules-pattern-large = このパターンは大きすぎます。簡単にしてください。
rules-pattern-long = パターンは { $limit } 文字までです。
rules-too-many-words = ブロックできる単語は { $limit } 個までです。
rules-too-many-patterns = ブロックできるパターンは { $limit } 個までです。
rules-too-many-limits = 上限の設定は { $limit } 個までです。
rules-too-many-users = ブロックできる人は { $limit } 人までです。
rules-too-many-channels = 指定できるチャンネルは { $limit } 個までです。
rules-too-many-roles = 指定できるロールは { $limit } 個までです。
rules-all-kinds-off = 少なくとも 1 つのコマンドはオンにしてください。すべて止めるには `/{ cmd-foley-name } { cmd-foley-pause-name }` を使います。
rules-video-too-long = このサーバーでは動画は { $limit } 秒までです（これは約 { $asked } 秒）。`{ cmd-video-duration-name }` を { $limit } 以下にしてください。
rules-video-too-sharp = このサーバーでは動画は { $limit } までです（これは { $asked }）。`{ cmd-video-resolution-name }` を { $limit } 以下にしてください。
rules-count = このサーバーでは 1 回のリクエストで { $limit } 個までです（これは { $asked } 個）。`{ cmd-music-count-name }` を { $limit } 以下にしてください。
rules-cap-seconds = 動画の最長は 1 ～ { $limit } 秒で指定してください。
rules-cap-count = 1 回の最大数は 1 ～ { $limit } で指定してください。
rules-limit-amount = 上限は 0 から { $limit } までにしてください。
rules-limit-window = 上限には期間が必要です。同時実行数には期間がありません。
rules-limit-role = ロールの上限にはロールが必要です。
rules-limit-missing = そのような上限はありません。
rules-retention = プロンプトの保存期間は 0 から { $limit } 日までです。
rules-grace = ボットを削除した後のデータの保存期間は 0 から { $limit } 日までです。
refusal-paused-all = メンテナンスのため一時停止中です。しばらくしてからもう一度お試しください。
refusal-draining = まもなく更新されるため、新しいリクエストを受け付けていません。数分後にもう一度お試しください。
quota-never-fits = { $measure ->
    [money] これには約 { $asked } かかります。
    [seconds] これは約 { $asked } 秒になります。
   *[count] これは { $asked } 件のリクエストになります。
 }上限は{ limit-what }です。

## Everybody's own data

privacy-exported = あなたについて保存しているすべてのデータです。
privacy-question = すべてのサーバーでのあなたのリクエスト、結果、設定を削除し、処理中のものはキャンセルします。元に戻せません。Discord に投稿済みのメッセージは残ります。
privacy-confirm = 自分のデータを削除
privacy-deleted = 完了しました。あなたのリクエストを { $jobs } 件削除しました。
privacy-cancelled = そのうち { $count } 件は未完了だったため、キャンセルしました。
privacy-billed = { $count } 件はすでに提供元で処理中で、止められませんでした。料金が発生する可能性があります。
privacy-pending = { $count } 件は今まさに送信中または投稿中です。数分以内に削除されます。

## The operator

operator-title = 状態
operator-only = これができるのは、このボットの運営者だけです。
operator-servers = サーバー：{ $count }
operator-paused = ⏸️ 一時停止中：新しいものは受け付けも送信もしません。
operator-draining = 🚰 ドレイン中：新しいものは受け付けません。
operator-line = 🛠️ メンテナンス表示：{ $line }
operator-poller = ポーラー
operator-turned = 最後の巡回：{ $turned }前 · 監視中 { $watched } · 投稿待ち { $waiting }
operator-elsewhere = 別のプロセスが処理しています。
operator-budgets = 予算（使用 / 1 秒あたりの許容 · 待機）
operator-jobs = 未完了のリクエスト
operator-oldest = 最も古いもの：{ $job }、{ $when }
operator-held = 保留中：{ $count }
operator-faults = 過去 1 日のエラー
operator-left = { $server } から退出しました。
operator-no-server = この ID のサーバーには参加していません。
operator-own-server = これは運営者自身のサーバーです。
operator-maintenance-long = 表示文は { $limit } 文字までです。

## Choices of commands

choice-count = リクエスト数
choice-seconds = 音声と動画の秒数
choice-money = 金額
choice-at-once = 同時に実行するリクエスト
choice-hour = 1 時間あたり
choice-day = 1 日あたり
choice-month = 1 か月あたり

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = このサーバーでの Foley のルール、上限、利用状況
cmd-foley-block-name = ブロック
cmd-foley-block-description = メンバー、単語、パターンをブロック
cmd-foley-option-user-name = メンバー
cmd-foley-option-user-description = 誰を
cmd-foley-option-word-name = 単語
cmd-foley-option-word-description = 単語や語句（表記の違いも対象）
cmd-foley-option-pattern-name = パターン
cmd-foley-option-pattern-description = 正規表現（RE2）
cmd-foley-pause-name = 一時停止
cmd-foley-pause-description = このサーバーで新規リクエストを止める（処理中のものは続行）
cmd-foley-resume-name = 再開
cmd-foley-resume-description = このサーバーでまたリクエストを受け付ける
cmd-foley-usage-name = 利用状況
cmd-foley-usage-description = このサーバーの利用状況を日別、コマンド別、メンバー別にグラフ付きで表示
cmd-foley-option-days-name = 日数
cmd-foley-option-days-description = 何日分か
cmd-foley-jobs-name = ジョブ
cmd-foley-jobs-description = このサーバーの全リクエスト：キャンセルや結果の再投稿
cmd-foley-panel-name = パネル
cmd-foley-panel-description = ここでの設定をまとめて見て変える
cmd-foley-export-name = 書き出し
cmd-foley-export-description = このサーバーの設定をファイルで
cmd-foley-option-chart-name = グラフ
cmd-foley-option-chart-description = グラフに表すもの
cmd-foley-setup-name = セットアップ
cmd-foley-setup-description = 設定ガイド：足りない権限、最初の設定、テスト
cmd-operator-name = 運営
cmd-operator-description = このボットの運営
cmd-operator-status-name = 状態
cmd-operator-status-description = ポーラー、予算、最も古いジョブ、コード別のエラー
cmd-operator-pause-name = 一時停止
cmd-operator-pause-description = 全サーバーで、新しいものの受付も送信も止める
cmd-operator-resume-name = 再開
cmd-operator-resume-description = 一時停止とドレインを終える
cmd-operator-drain-name = ドレイン
cmd-operator-drain-description = 全サーバーで新規受付を止め、今あるものを終わらせる
cmd-operator-maintenance-name = メンテナンス
cmd-operator-maintenance-description = すべての状態メッセージに 1 行表示。空欄なら消す
cmd-operator-maintenance-line-name = 表示文
cmd-operator-maintenance-line-description = 表示する内容
cmd-operator-leave-name = 退出
cmd-operator-leave-description = サーバーから退出
cmd-operator-leave-server-name = サーバー
cmd-operator-leave-server-description = サーバーの ID
cmd-privacy-name = プライバシー
cmd-privacy-description = 保存しているあなたのデータ
cmd-privacy-export-name = エクスポート
cmd-privacy-export-description = 保存しているあなたのデータをすべて JSON で受け取る
cmd-privacy-delete-name = 削除
cmd-privacy-delete-description = 保存しているあなたのデータをすべて削除
cmd-preset-name = プリセット
cmd-preset-description = リクエストを保存して、また使う
cmd-preset-save-name = 保存
cmd-preset-save-description = 自分のリクエストに名前を付けて保存
cmd-preset-save-name-name = 名前
cmd-preset-save-name-description = 付ける名前
cmd-preset-save-id-name = id
cmd-preset-save-id-description = どのリクエストか（省略時はここでの最新）
cmd-preset-save-server-name = サーバー
cmd-preset-save-server-description = このサーバーの全員用（管理者のみ）
cmd-preset-use-name = 使う
cmd-preset-use-description = 保存したリクエストをもう一度作る
cmd-preset-use-name-name = 名前
cmd-preset-use-name-description = どれを
cmd-preset-use-prompt-name = プロンプト
cmd-preset-use-prompt-description = 別の言葉ですぐに作る（省略時は先に見て変更）
cmd-preset-list-name = 一覧
cmd-preset-list-description = 自分とこのサーバーのプリセットを一覧
cmd-preset-delete-name = 削除
cmd-preset-delete-description = プリセットを削除
cmd-preset-delete-name-name = 名前
cmd-preset-delete-name-description = どれを

## Saved requests

preset-saved = ✅ **{ $name }** として保存しました。`/{ cmd-preset-name } { cmd-preset-use-name }` で、同じ言葉でも別の言葉でもまた作れます。
preset-replaced = ✅ **{ $name }** として保存し、同じ名前のものと入れ替えました。
preset-deleted = **{ $name }** を削除しました。
preset-files = ファイルは保存されません。使うときにもう一度添付してください。
preset-unknown = その名前のプリセットはありません。`/{ cmd-preset-name } { cmd-preset-list-name }` で自分とこのサーバーのものを見られます。
preset-nothing = ここではまだ保存できるものがありません。先に何か作ってください。
preset-name = プリセットには、コロンを含まない、読める名前が必要です。
preset-too-many = プリセットは { $limit } 個までです。先にどれかを削除してください。
preset-none = まだプリセットがありません。何か作って `/{ cmd-preset-name } { cmd-preset-save-name }` で保存してください。
preset-own = 自分用
preset-server = このサーバー

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] サーバー全体：上限が 0 のため、利用できません
   *[person] あなたの上限は 0 のため、利用できません
 }
quota-left = { $scope ->
    [server] サーバー全体：{ limit-what }のうち残り { $left }
   *[person] { limit-what }のうち残り { $left }
 }
quota-used-at-once = { $scope ->
    [server] このサーバーではすでに{ limit-things }を実行中です。どれかが終わるまでお待ちください。
   *[person] すでに{ limit-things }を実行中です。どれかが終わるまでお待ちください。
 }
quota-used-off = { $scope ->
    [server] 管理者がこのサーバーの上限を 0 にしているため、利用できません。
   *[person] サーバーの管理者があなたの上限を 0 にしているため、利用できません。
 }
quota-used = { $scope ->
    [operator] 全サーバー共通の予算に達したため、今は始められません。
    [server] このサーバーの上限（{ limit-what }）を超えてしまいます。
   *[person] あなたの上限（{ limit-what }）を超えてしまいます。
 }
quota-fewer = { $asked } 件のうち { $fits } 件しか{ $scope ->
    [server] このサーバーの上限（{ limit-what }）
    [operator] 全サーバー共通の予算
   *[person] あなたの上限（{ limit-what }）
 }に収まらないため、どれも始めていません。
quota-warning = { $scope ->
    [operator] ⚠️ 全サーバー用の予算（{ limit-what }）の { $percent } % を使いました。リセット：{ $free }
   *[server] ⚠️ このサーバーの上限（{ limit-what }）の { $percent } % を使いました。リセット：{ $free }
 }
cost-estimate = 費用は約 { $cost } です。
