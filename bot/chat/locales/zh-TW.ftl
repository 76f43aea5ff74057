# Traditional Chinese. Keys and variables are those of the master, en-US.

language-name = 中文（繁體）

## Time and size

time-seconds = { $seconds } 秒
time-minutes = { $minutes } 分鐘
time-minutes-seconds = { $minutes } 分 { $seconds } 秒
time-hours-minutes = { $hours } 小時 { $minutes } 分鐘
time-about-seconds = 約 { $count } 秒
time-about-minutes = 約 { $count } 分鐘
time-about-hours = 約 { $count } 小時
time-span-seconds = { $low }–{ $high } 秒
time-span-minutes = { $low }–{ $high } 分鐘
time-span-hours = { $low }–{ $high } 小時
size-kb = { $size } KB
size-mb = { $size } MB

## Status message

state-requested = 正在準備傳送你的請求
state-submitting = 正在傳送你的請求
state-queued = 正在等待空位
state-waiting-music = 正在作曲…
state-waiting-sfx = 正在產生音效…
state-waiting-tts = 正在產生語音…
state-waiting-video = 正在產生影片…
state-percent = { $percent }%
state-position = 在本伺服器排第 { $position } 位，共 { $length } 個
state-asked = 請求於 { $when }
state-started = 開始於 { $when }
state-usual = 通常需要 { $usual }
state-slower = 比平常久一些（通常 { $usual }），我還在處理。
state-off-peak = 在離峰時段以更低價格製作：最遲 { $when } 完成
state-ready = 已完成，正在準備發布
state-done = 完成，耗時 { $took }
group-progress = 已完成 { $ready }/{ $all }
state-jump = 檢視結果
state-why = 檢視原因
state-removed = 結果已刪除
state-sent-directly = 已用私訊傳送給 { $person }
state-held = 已完成，但我無法在這個頻道發布，而你的私訊也關閉了。我先保留結果：頻道恢復後按 *{ button-deliver }*，或使用 `/{ cmd-jobs-name } { cmd-jobs-show-name }`。
state-cancelled = 已取消。
state-cancelled-by = 已被 { $person } 取消。
stage-fetching = 已完成，正在取得檔案
stage-fitting = 已完成，正在壓縮檔案以符合 Discord 的上傳限制
stage-posting = 已完成，正在上傳

## Endings without a result

ending-failed-title = 沒有成功
ending-failed = 服務商未能完成。
ending-refused-title = 未被接受
ending-refused = 這個請求未被接受。
ending-unknown-title = 結果未知
ending-unknown = 請求已發出，但沒有收到可讀的回覆。
ending-abandoned-title = 已放棄等待
ending-abandoned = 等待時間太長，我已停止等待。
ending-goes-on-title = 任務仍在繼續
ending-goes-on = 服務商其實已收到這個請求，請不要重新提交。我會繼續關注，並在這裡發布結果。
ending-lost-title = 已產生，但檔案已不在
call-failed = { $person }，你的請求失敗了。
call-refused = { $person }，你的請求未被接受。
call-unknown = { $person }，我不知道你的請求是否已經開始。
call-abandoned = { $person }，你的請求沒有按時完成。
charged-no = 沒有產生費用。
charged-maybe = 服務商可能已經計費。
charged-maybe-cancelled = 服務商已經受理，仍可能計費。
charged-unknown = 它可能已經開始並計費，也可能沒有。
charged-lost = 內容已經產生，因此已計費。
advice-failed = 你可以重新執行，也可以先修改；那會是一個新的付費請求。
advice-refused = 請修改後重新傳送。
advice-unknown = 只有在可以接受可能付兩次費時，才重新提交或修改。
advice-unknown-searched = 接下來一小時內，我會繼續在服務商的任務清單裡查找。如果恰好只有一個任務吻合，我就繼續處理它，並在這裡發布結果。
advice-abandoned = 按 *{ button-look }*，我會再問一次，不收費。*{ button-edit }* 會是一個新的付費請求。
advice-lost = 按 *{ button-again }* 會重新產生，這是一次新的付費請求。

## Result message

call-ready-more = 同一結果的更多內容（第 { $part } 部分，共 { $parts } 部分）
footer-job = 任務
job-line = 任務 `{ $job }`
link-label = 原始檔案
link-until = 連結將於 { $when } 失效
alt-waveform = 聲音的波形圖
alt-poster = 影片中的一格畫面
remark-made-smaller = 已壓縮，以符合此處 Discord 的上傳限制。
remark-too-large = 超出此處 Discord 的上傳限制，因此以連結提供。
remark-not-fetched = 我無法下載該檔案，因此附上連結。
remark-incomplete = 收到的檔案不完整，因此以連結提供。
remark-link-dead = 服務商那裡已沒有該檔案，我也沒有副本。
remark-part-refused = Discord 拒絕了這則訊息的一部分，我已將其略去。
direct-from = 來自 **{ $server }** 的 { $channel }。
direct-server-unknown = 我已不在的伺服器
direct-why-gone = 那個頻道已不存在。
direct-why-access = 我已看不到那個頻道。
direct-why-permission = 我沒有在那裡發布的權限。
direct-why-thread = 那個討論串已封存或鎖定。
direct-why-other = 我無法在那裡發布。
remark-not-media = 我無法將此檔案讀作音訊或影片，因此附上連結。
remark-no-voice-message = 以檔案形式發布：我沒有在這裡傳送語音訊息的權限。
remark-voice-too-large = 以檔案形式發布：作為語音訊息在這裡會過大。
remark-voice-not-made = 以檔案形式發布：無法將其製作成語音訊息。
remark-link-too-long = 連結過長，無法在此顯示。
remark-ai-generated = 由 AI 產生。
field-soundboard-name = 名稱（2 至 32 個字元）
field-soundboard-emoji = 表情符號
field-soundboard-start = 從第幾秒開始（取 5.2 秒）
soundboard-added = 「{ $name }」已放到音效板上。
soundboard-off = 這裡的音效板功能已關閉。管理員可以用 `/{ cmd-foley-name } { cmd-foley-panel-name }` 允許。
soundboard-no-right = 你需要在本伺服器擁有「建立表情」權限。
soundboard-bot-no-right = 我需要在本伺服器擁有「建立表情」權限。
soundboard-full = 音效板已滿。請移除一個聲音後再試。
soundboard-name = 名稱至少要 2 個字元。
soundboard-emoji = 「{ $value }」不是表情符號。
soundboard-start-bad = 「{ $value }」不是秒數。
soundboard-start = 那時聲音已經結束了：它只有 { $seconds } 秒。

## Buttons

button-again = 再來一次
button-look = 再查一次
button-edit = 修改
button-retry = 再試一次
button-voice = 語音訊息
button-soundboard = 加到音效板
button-cover = 換個風格翻唱
button-sound = 配音效
button-score = 配樂
button-song = 做成歌曲
button-revoice = 換聲音
button-details = 詳細資訊
button-cancel = 取消
button-cancelall = 全部取消
button-resubmit = 重新提交
button-delete = 刪除
button-more = 更多…
button-keep = 只留這個
button-remove = 為所有人刪除
repair-choose = 修正：選擇要更改的內容
repair-without = 不使用 { $option }
button-deliver = 立即發布
button-deliver-again = 重新發布

## Answers to buttons and commands

answer-cancelled = 已取消。沒有產生費用。
answer-cancelled-stopped = 已取消，服務商也已停止處理。
answer-cancelled-unstoppable = 已取消：我不會發布結果。服務商已無法停止處理，仍可能計費。
answer-group-cancelled = 已取消 { $count } 個。
answer-group-billed = 其中 { $count } 個在服務商處已無法停止，仍可能計費。
answer-group-busy = { $count } 個此刻正在傳送或發布，我沒有動。請稍後再按一次。
answer-deleted = 已刪除。
answer-kept = { $count ->
    [0] 這次請求沒有其他可刪除的了。
   *[other] 已留下這個，刪除了其餘 { $count } 個。
 }
answer-delivering = 馬上會重新發布。
answer-look-found = 它其實已經完成了，我現在就發布。
answer-look-running = 它還在產生中。我會繼續關注，完成後就發布。
answer-look-failed = 它已經結束，但沒有結果。我會發布原因。
answer-look-gone = 服務商已經沒有這個任務的記錄，沒有可取回的內容了。
answer-look-silent = 剛才沒有得到關於這個任務的答覆，請過幾分鐘再試。
answer-voice-done = 已作為語音訊息發布。
answer-voice-as-file = 以檔案形式發布：我沒有在這裡傳送語音訊息的權限。
answer-voice-making = 正在製作語音訊息…
answer-delete-sure = 要為所有人刪除這個結果嗎？刪除後無法在此復原。
answer-same-job = 這個請求已在進行中：{ $link }
answer-modal-used = 此表單已送出，你的請求正在處理。
answer-modal-gone = 此表單已失效。沒有開始任何任務，請重新使用指令。
details-title = 詳細資訊
details-command = 可複製的指令
details-command-file = 完整指令在附件中。
details-attach = 重新附上
details-ids = ID
details-times = 時間
details-job = 任務
details-made-from = 來源任務
details-group = 同一請求的第 { $index } 個，共 { $size } 個
details-task = 騰訊雲任務
details-request = 騰訊雲請求 ID
details-code = 代碼
details-asked = 請求
details-sent = 傳送
details-accepted = 接收
details-ended = 結束
details-posted = 發布
details-state = 狀態
details-loudness = 響度
details-cost = 費用
details-cost-open = { $cost }（完成後）
details-cost-maybe = { $cost }（若服務商收費）
details-cost-second = { $fixed } + 每秒 { $second }
state-name-requested = 待傳送
state-name-queued = 等待空位
state-name-submitting = 正在傳送
state-name-waiting = 進行中
state-name-ready = 就緒
state-name-failed = 失敗
state-name-refused = 未被接受
state-name-unknown = 未知
state-name-abandoned = 已放棄
state-name-cancelled = 已取消

## Modals

modal-music-lyrics = 帶歌詞的音樂
modal-edit-music = 修改後執行：音樂
modal-edit-sfx = 修改後執行：音效
modal-edit-tts = 修改後執行：語音
modal-edit-video = 修改後執行：影片
field-prompt = 想要什麼
field-style = 風格
field-lyrics = 歌詞
field-style-hint = 也可以一起貼在這裡：風格、空一行、歌詞
field-text = 要朗讀的文字
field-voice = 聲音（名稱或 ID）
field-language = 語言
field-pitch = 音高（半音）
field-attach = { $option }：附上檔案
field-address = { $option }：或填寫網址
field-model = 模型
field-duration = 秒數
field-format = 檔案格式
field-count = 數量
field-each-day = 每人每天
field-each-month = 每人每月
field-server-day = 整個伺服器每天
field-server-month = 整個伺服器每月
field-no-limit = 留空：無上限
field-whom = 對象
field-command = 指令
field-measure = 計算什麼
field-window = 時間範圍
field-amount = 多少
field-model-default = 模型
field-version-default = 版本
field-voice-default = 聲音
field-language-default = 語言
field-words-add = 要封鎖的詞
field-words-remove = 重新允許的詞
field-patterns-add = 要封鎖的表示式（RE2）
field-patterns-remove = 重新允許的表示式
field-one-a-line = 每行一個
field-settings-file = 來自其他伺服器的檔案
field-form = 發布形式
field-audio = 聲音
field-instrumental = 人聲
field-resolution-aspect = 解析度和畫面比例
field-resolution-aspect-hint = 例如：1080P 16:9
field-empty-is-model = 留空則由模型決定
choice-mp3 = MP3
choice-wav = WAV
choice-file = 檔案
choice-automatic = 自動
choice-any = 任意
choice-none = 無
choice-voice = 語音訊息
choice-female = 女聲
choice-male = 男聲
choice-vocals = 有人聲
choice-instrumental = 純音樂
choice-either = 由模型決定
choice-sound = 有聲
choice-silent = 無聲
refusal-number = *{ $field }*中的「{ $value }」不是整數。
refusal-shape = 「{ $value }」不是解析度加畫面比例，例如 1080P 16:9。

## Refusals

refusal = 無法這樣做。
refusal-job-not-found = 這裡沒有這個任務，或者你無權檢視。
refusal-unavailable = 我現在無法接收請求。什麼都沒有開始；請一分鐘後再試。
refusal-store-unavailable = 現在無法連線到我的資料庫。什麼都沒有開始；請一分鐘後再試。
refusal-stopping = 我正在重新啟動。什麼都沒有開始；請一分鐘後再試。
refusal-next-free = 重設時間：{ $when }。
refusal-not-yours = 只有發起請求的人或版主可以這樣做。
refusal-moderators-only = 只有版主可以這樣做。
refusal-cancel-submitting = 它此刻正在傳送，暫時無法取消。請幾秒後再試。
refusal-cancel-too-late = 它已經結束，無法取消。
refusal-not-unknown = 這個任務的結果已經明確，無需重新提交。
refusal-not-abandoned = 我沒有放棄這個任務，不需要再查。
refusal-already-resubmitted = 這個已經重新提交過了。
refusal-not-ended = 它還沒有結束，或者已被取消。
refusal-being-posted = 它正在發布。
refusal-clip-running = 你的上一則語音訊息還在製作中。請稍後再試。
refusal-no-sound = 這個任務沒有可以做成語音訊息的聲音。
refusal-not-in-server = 我只能在伺服器中使用。請在已加入我的伺服器的頻道裡使用我。
refusal-channel-unknown = 我不認識這種頻道，無法在這裡發布。請使用文字頻道。
refusal-bot-not-in-server = 我本身不在這個伺服器裡。請讓管理員用 *bot* 權限範圍加入我。
refusal-bot-permissions = 我無法在這裡發布結果：我在這個頻道需要以下權限：{ $permissions }。
refusal-thread-locked = 這個討論串已鎖定，我無法在此發布結果。請解鎖，或換一個頻道。
refusal-forum = 我無法直接在論壇裡發布。請在論壇的某個貼文中使用該指令。
permission-view-channel = 檢視頻道
permission-send-messages = 傳送訊息
permission-send-messages-in-threads = 在討論串內傳送訊息
permission-embed-links = 嵌入連結
permission-attach-files = 附加檔案

## Errors

error-internal = 我這邊出了點問題。如果你在等結果，可用 `/{ cmd-jobs-name } { cmd-jobs-list-name }` 查看狀態。
error-id = 我這邊出了點問題。如果一直出現，請把這個 ID 告訴我的營運者：`{ $id }`
error-config = 我的設定不正確。需要我的營運者處理。
error-unreachable = 現在無法連線到我所需的服務。
error-store = 我的資料庫出了問題。沒有開始任何新請求。
provider-error = 服務商出現了問題。
provider-not-sent = 無法連線到服務商。
provider-later = 服務商目前繁忙。
provider-rejected = 服務商未接受這個請求。
provider-unknown = 請求已發出，但沒有收到可讀的回覆。
job-abandoned = 等待時間太長，我已停止等待。
job-unsent-too-long = 一天之內都沒能開始，所以我取消了它。
job-not-sent = 在送出之前，我這邊出了問題。
fetch-failed = 無法下載結果。連結也許仍然有效。
fetch-forbidden = 結果所在的網址不在我允許下載的範圍內。
fetch-gone = 結果的連結已失效。
fetch-too-large = 結果超出了我的下載大小限制。
media-failed = 無法把結果處理成適合 Discord 的形式。
media-unreadable = 收到的檔案裡沒有可以播放的聲音或畫面。
media-incomplete = 收到的檔案不完整。
media-too-large = 結果無法在不嚴重損失品質的情況下壓縮到這個伺服器允許的大小。
media-worker-died = 處理結果耗費了太多時間或記憶體，已被中止。
media-no-sound = 這個沒有聲音。
message-failed = Discord 拒絕了這則訊息。

## What Tencent Cloud said

tencent-moderation = 這段文字或參考素材沒有通過服務商的內容審查。請換一種說法。
tencent-bad-input = 這些選項不能同時使用。請選擇其他選項。
tencent-model = 該模型或版本已不再提供。請另選一個。
tencent-reference = 無法使用該參考檔案。請換一個，或提供任何人都能下載的檔案。
tencent-text-too-long = 這段文字太長，無法一次朗讀。請縮短。
tencent-speech-refused = 該語音請求被拒絕。請檢查聲音和文字。
tencent-size = 這個請求或其回應太大。
tencent-rate = 目前請求過多。稍後會自動重試。
tencent-busy = 服務商正在處理的任務已滿，有任務結束後會再試。
tencent-capacity = 目前沒有可用容量。請稍後再試。
tencent-trouble = 服務商回應出現問題。
tencent-keys = 我的 API 金鑰不被接受。需要我的營運者處理。
tencent-token = 我的臨時憑證有誤或已過期。需要我的營運者處理。
tencent-clock = 我所在機器的時鐘不準。需要我的營運者處理。
tencent-permission = 我的 API 金鑰沒有此權限。需要我的營運者處理。
tencent-not-enabled = 我的帳號未開通此服務。需要我的營運者處理。
tencent-arrears = 我在服務商的帳號已欠費。需要我的營運者處理。
tencent-quota = 我在服務商的配額已用完。需要我的營運者處理。
tencent-sub-app-id = 應用程式 ID 設定有誤（FOLEY_VOD_SUB_APP_ID）。需要我的營運者處理。
tencent-bucket = 存放結果的儲存空間不存在。需要我的營運者處理。
tencent-address = 設定的位址或地區不受支援。需要我的營運者處理。
tencent-unknown-field = 服務商不認識我傳送的某個選項。請告訴我的營運者。
tencent-outdated = 服務商已不再提供此功能。請告訴我的營運者。
tencent-failed = 服務商無法完成。
tencent-task-gone = 服務商已沒有這個任務的紀錄。
tencent-cannot-stop = 這個任務已無法停止。
tencent-task-failed = 服務商停止了處理，我不清楚原因。它的原話在「詳細資訊」裡；換個說法或選項也許可行。
tencent-task-input = 服務商無法使用這些選項。請選擇其他選項。
tencent-inner = 服務商在產生時自身出了問題。再試一次也許可行。
tencent-model-failed = 模型沒能由此做出任何內容。再試一次也許可行。
tencent-task-stopped = 這個任務在服務商處被停止。
tencent-task-timeout = 服務商處理時間過長，已放棄。再試一次也許可行。
tencent-speech-failed = 無法朗讀這段文字。
tencent-no-result = 服務商表示已完成，但沒有傳來檔案。

## The database

store-refused = 無法使用資料庫：{ $detail }
store-refused-foreign = 資料庫 { $path } 屬於別的程式。請在 FOLEY_DATABASE_URL 中為 Foley 指定專用的資料庫。
store-refused-junk = { $path } 根本不是資料庫。請指定正確的檔案，或把這個檔案移走。
store-refused-unreadable = 無法讀取 { $path }：{ $detail }。
store-refused-newer = 資料庫 { $path } 由更新版本的 Foley 寫入（版本 { $revision }；目前的程式最高支援 { $known }）。請啟動較新的版本，或還原較早的備份。
store-refused-in-use = 另一個處理程序正在使用 { $path }。一個 SQLite 資料庫同時只能由一個 Foley 使用；需要多個時請使用 PostgreSQL。
store-refused-path = 無法開啟資料庫 { $path }：{ $detail }。請檢查資料夾是否存在且可寫入。
store-refused-readonly = 我能讀取 { $path }，但無法寫入。請給執行我或登入所用的使用者寫入權限，或在 FOLEY_DATABASE_URL 中指定另一個資料庫。
store-refused-file = 無法讀取這台機器上的檔案：{ $path }（{ $detail }）。請修正該檔案，或檢查 HOME 和 FOLEY_DATABASE_URL 中的路徑。
store-refused-parameter = PostgreSQL 前面的連線池不接受參數 { $parameter }：請從 FOLEY_DATABASE_URL 中移除它，或把它加入連線池的 ignore_startup_parameters。
store-refused-pooler = FOLEY_DATABASE_URL 指向交易模式的連線池（例如 pool_mode = transaction 的 PgBouncer），工作階段無法保持：請為此資料庫設定 pool_mode = session，或直接連線到 PostgreSQL。
store-standby = { $path } 是待命伺服器，目前無法寫入。請在 FOLEY_DATABASE_URL 中指定主要伺服器；如果列出了多個主機，請加上 target_session_attrs=primary。
store-conflict-exists = 已經存在使用這個 ID 的任務。
store-conflict-repeat-open = 你的同一個請求已在進行中。
store-copy-postgres = PostgreSQL 要用它自己的工具複製。請執行：{ $command }
store-copy-exists = { $path } 已經存在。請換一個名稱。
store-copy-missing = { $path } 不存在。
store-copy-same = { $path } 就是資料庫本身。請指定它的備份。
store-copy-damaged = { $path } 已損壞：沒有通過資料庫自身的檢查。沒有做任何更改。

## What can't work, and what to change

catalog-model-unknown = 這裡沒有模型「{ $model }」。{ $count ->
    [0] 目前沒有為此設定任何模型。
   *[other] 請選擇其一：{ $offered }。
 }
catalog-version-unknown = { $model } 沒有版本「{ $version }」。請選擇其一：{ $offered }。
catalog-text-empty = `{ $option }` 是空的。
catalog-text-long = `{ $option }` 有 { $length } 個字元；最多 { $limit } 個。
catalog-lyrics-long = `{ cmd-music-lyrics-name }` 有 { $length } 個字元；最多 { $limit } 個。
catalog-lyrics-and-instrumental = `{ cmd-music-lyrics-name }` 和 `{ cmd-music-instrumental-name }` 不能同時使用。請去掉其中一個。
catalog-not-taken = { $about ->
    [lyrics] { $model } 不支援歌詞
    [instrumental] { $model } 不能指定為純音樂
    [reference] { $model } 不支援參考音訊
    [duration] { $model } 自己決定時長
    [video] { $model } 不支援影片輸入
    [resolution] { $model } 自己決定解析度
    [aspect] { $model } 自己決定畫面比例
    [audio] { $model } 不能產生聲音
    [image] { $model } 不支援圖片
    [last_image] { $model } 不支援結尾圖片
    [version] { $model } 不能選擇版本
   *[other] { $model } 不支援 `{ $option }`
 }。{ $count ->
    [0] 請去掉 `{ $option }`。
   *[other] 請去掉 `{ $option }`，或選擇其一：{ $others }。
 }
catalog-lyrics-needed = { $model } 需要歌詞。{ $count ->
    [0] 請加入 `{ cmd-music-lyrics-name }`。
   *[other] 請加入 `{ cmd-music-lyrics-name }`，或選擇其一：{ $others }。
 }
catalog-not-offered = { $model } 的 `{ $option }` 沒有 { $wanted }。{ $count ->
    [0] 請選擇其一：{ $offered }。
   *[other] 請選擇其一：{ $offered }；或選擇這些模型之一：{ $others }。
 }
catalog-duration-not-offered = { $model } 不能產生 { $duration } 秒。{ $count ->
    [0] `{ cmd-video-duration-name }` 可選：{ $offered }。
   *[other] `{ cmd-video-duration-name }` 可選：{ $offered }；或選擇這些模型之一：{ $others }。
 }
catalog-duration-resolution = { $model } 只有在 `{ cmd-video-resolution-name }` 為 { $offered } 時才能產生 { $duration } 秒。{ $count ->
    [0] 請選擇該解析度，或換一個 `{ cmd-video-duration-name }`。
   *[other] 請選擇該解析度、換一個 `{ cmd-video-duration-name }`，或選擇這些模型之一：{ $others }。
 }
catalog-duration-and-video = 時長由影片決定。請去掉 `{ cmd-video-duration-name }` 或影片。
catalog-option-needs-video = `{ $option }` 只能和 `{ cmd-sfx-video-name }` 一起用。請加上影片，或拿掉它。
catalog-reference-and-video = 參考音訊和影片不能一起用。請去掉其中一個。
catalog-aspect-and-image = 使用 { $model } 時，畫面比例由圖片決定。{ $count ->
    [0] 請去掉 `{ cmd-video-aspect-name }` 或 `{ cmd-video-image-name }`。
   *[other] 請去掉 `{ cmd-video-aspect-name }` 或 `{ cmd-video-image-name }`，或選擇其一：{ $others }。
 }
catalog-audio-resolution = { $model } 只有在 `{ cmd-video-resolution-name }` 為 { $offered } 時才能產生聲音。{ $count ->
    [0] 請選擇該解析度，或去掉 `{ cmd-video-audio-name }`。
   *[other] 請選擇該解析度、去掉 `{ cmd-video-audio-name }`，或選擇其一：{ $others }。
 }
catalog-image-needed = { $model } 需要一張起始圖片。{ $count ->
    [0] 請加上 `{ cmd-video-image-name }`。
   *[other] 請加上 `{ cmd-video-image-name }`，或選擇其一：{ $others }。
 }
catalog-last-image-alone = 有結尾圖片就必須有開頭圖片。請加入 `{ cmd-video-image-name }`，或去掉 `{ cmd-video-last-image-name }`。
catalog-last-image-resolution = { $model } 只有在 `{ cmd-video-resolution-name }` 為 { $offered } 時才支援結尾圖片。{ $count ->
    [0] 請選擇該解析度，或去掉 `{ cmd-video-last-image-name }`。
   *[other] 請選擇該解析度、去掉 `{ cmd-video-last-image-name }`，或選擇其一：{ $others }。
 }
catalog-url-scheme = `{ $option }` 必須是以 https:// 或 http:// 開頭的網址。
catalog-url-bad = `{ $option }` 不是網址。
catalog-url-long = `{ $option }` 中的網址太長。
catalog-url-credentials = `{ $option }` 中的網址包含使用者名稱或密碼。請使用公開網址。
catalog-url-private = `{ $option }` 中的網址無法從網際網路存取。請使用公開網址，或附上檔案。
reference-dead = 我無法從 `{ $option }` 中的網址下載任何內容（{ $reason }），服務商也一樣。請使用任何人都能下載的網址，或附上檔案。沒有開始任何任務。
reference-not-media = `{ $option }` 中的網址指向的不是{ $kind ->
    [video] 影片
    [image] 圖片
   *[audio] 音訊檔
 }。請使用檔案的直接網址，或附上檔案。沒有開始任何任務。
catalog-voice-bad = 沒有這個聲音。請從清單中選擇。
catalog-language-unknown = 沒有語言「{ $language }」。請從清單中選擇。
catalog-pitch-not-offered = `{ cmd-tts-pitch-name }` 必須在 { $lowest } 到 { $highest } 之間。
catalog-sample-rate-not-offered = 不支援 { $rate } 的 `{ cmd-tts-sample-rate-name }`。請選擇其一：{ $offered }。
voice-unknown = { $count ->
    [0] 我不認識這個聲音。請從清單中選擇，或給出完整 ID。
   *[other] 我不認識聲音「{ $voice }」。你是想找：{ $others }？
 }
voice-ambiguous = 有 { $count } 個聲音都叫「{ $voice }」。請從清單中選擇，或給出完整 ID。

## Options and lists of commands

option-both = `{ $first }` 和 `{ $second }` 只能用一個。
attachment-type = 我在這裡用不了「{ $file }」。檔案類型必須是：{ $types }。
attachment-big = 「{ $file }」太大：最大 { $limit }。
attachment-empty = 「{ $file }」是空的。
attachment-not-text = 「{ $file }」不是 UTF-8 純文字。
attachment-unreadable = 無法從 Discord 讀取「{ $file }」。請重新附上。
attachment-expired = 當時附加的檔案已不存在。請重新使用指令並再次附上檔案。
answer-not-made = 沒有產生任何內容；原因只有請求者本人看得到。
tts-nothing-to-say = 這段文字裡沒有可朗讀的內容：沒有字詞，只有表情符號或標點。沒有產生費用。
tts-voices-unknown = 我還沒有拿到聲音清單。請一分鐘後再試。沒有產生費用。
tts-no-voice = 我沒有會說{ $language }的聲音。請用 `{ cmd-tts-voice-name }` 選擇一個，或設定 `{ cmd-tts-language-name }`。沒有產生費用。
menu-read-aloud = 朗讀
menu-no-words = 這則訊息裡沒有可朗讀的內容：既沒有文字，也沒有 `.txt` 檔案。
menu-sound-effect = 做成音效
menu-add-sound = 為這段影片配音效
menu-animate = 讓這張圖片動起來
menu-song = 做成歌曲
menu-no-text = 這則訊息裡沒有可以做成音效的文字。
menu-no-video = 這則訊息裡沒有我能用的影片：請附上不超過 100 MB 的 `.mp4` 或 `.mov`。
menu-no-picture = 這則訊息裡沒有我能用的圖片：請附上不超過 10 MB 的 `.png` 或 `.jpg`。
menu-no-lyrics = 這則訊息裡沒有可以唱的詞。
more-no-file = 這個結果的檔案已經不在了。
voices-title = { $count } 個聲音
voices-none = 沒有符合條件的聲音。請去掉一個篩選條件。
voices-language = 語言
voices-traits = 性別和年齡
voices-mood = 風格
voices-choose = 選擇聲音
voices-listen = 試聽（免費）
voices-use = 使用這個聲音
voices-speak-with = 用這個聲音朗讀
voices-used = ✅ { $voice } 現在是你的聲音：沒有指定聲音時，`/{ cmd-tts-name }` 就用它。
voice-female = 女聲
voice-male = 男聲
voice-child = 兒童
voice-teenager = 少年
voice-youth = 青年
voice-middle-aged = 中年
voice-senior = 老年
help-title = 我能做什麼
help-make = 創作
help-try = 試試 `/{ cmd-tts-name } { cmd-tts-text-name }:大家好`，不需要別的。
help-menu = 在訊息選單的「應用程式」裡：*{ menu-read-aloud }*、*{ menu-sound-effect }*、*{ menu-add-sound }*、*{ menu-animate }*、*{ menu-song }*
help-yours = 你自己的
help-admins = 給本伺服器管理員
help-operators = 給我的營運者
tts-option-instant = `{ $option }` 只適用於不超過 { $limit } 個字元、且沒有 `{ cmd-tts-pitch-name }` 和 `{ cmd-tts-translate-to-name }` 的文字。請去掉它，或縮短文字。
tts-option-off = 這裡不能使用 `{ $option }`。請去掉它。
speech-somebody = 某人
speech-role = 某個身分組
speech-channel = 某個頻道
speech-page-customize = 頻道與身分組
speech-page-browse = 瀏覽頻道
speech-page-guide = 伺服器指南
speech-page-home = 伺服器指南
speech-page-linked-roles = 已連結的身分組
choice-version-unlisted = { $version }（不在清單中，按輸入傳送）
choice-model-lyrics =
    { $need ->
        [none] 不支援歌詞
        [required] 需要歌詞
       *[optional] 可加歌詞
    }
refusal-command-changed = Discord 上的這個指令還是舊版本，所以什麼都沒有開始。請稍後再試。
jobs-list-title = 請求
jobs-list-empty = 沒有請求。
jobs-list-more = 更早的：`/{ cmd-jobs-name } { cmd-jobs-list-name } { cmd-jobs-list-before-name }:{ $job }`
jobs-list-held = 已完成，等待發布

## Commands: names as people type them, and what they do

cmd-music-name = 音樂
cmd-music-description = 用文字產生音樂
cmd-music-prompt-name = 提示詞
cmd-music-prompt-description = 聽起來該是什麼樣：風格、情緒、樂器
cmd-music-model-name = 模型
cmd-music-model-description = 用哪個模型產生
cmd-music-version-name = 版本
cmd-music-version-description = 模型的哪個版本
cmd-music-lyrics-name = 歌詞
cmd-music-lyrics-description = 歌詞
cmd-music-instrumental-name = 純音樂
cmd-music-instrumental-description = 不含演唱
cmd-music-reference-name = 參考音訊
cmd-music-reference-description = 供模型參考的音訊（mp3、wav）
cmd-music-reference-url-name = 參考音訊網址
cmd-music-reference-url-description = 供模型參考的音訊的公開網址
cmd-music-video-name = 影片
cmd-music-video-description = 要配樂的影片（mp4、mov）
cmd-music-video-url-name = 影片網址
cmd-music-video-url-description = 要配樂的影片的公開網址
cmd-music-gender-name = 演唱性別
cmd-music-gender-description = 由誰來唱
cmd-music-watermark-name = 浮水印
cmd-music-watermark-description = 在聲音中加入模型自帶的浮水印
cmd-music-format-name = 格式
cmd-music-format-description = 檔案格式
cmd-music-long-name = 長歌詞
cmd-music-long-description = 在表單中填寫長歌詞
cmd-music-lyrics-file-name = 歌詞檔
cmd-music-lyrics-file-description = 歌詞（.txt 檔案）
cmd-music-count-name = 數量
cmd-music-count-description = 做幾個，每個算一次請求
cmd-sfx-name = 音效
cmd-sfx-description = 用文字產生音效
cmd-sfx-prompt-name = 提示詞
cmd-sfx-prompt-description = 描述聲音
cmd-sfx-duration-name = 時長
cmd-sfx-duration-description = 時長（秒）
cmd-sfx-video-name = 影片
cmd-sfx-video-description = 要配音效的影片（mp4、mov）
cmd-sfx-video-url-name = 影片網址
cmd-sfx-video-url-description = 要配音效的影片的公開網址
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = 搭配影片：貼近而輕柔的聲音
cmd-sfx-bgm-prompt-name = 背景音樂
cmd-sfx-bgm-prompt-description = 搭配影片：描述背景音樂
cmd-sfx-format-name = 格式
cmd-sfx-format-description = 檔案格式
cmd-sfx-as-name = 形式
cmd-sfx-as-description = 以檔案還是語音訊息發布
cmd-sfx-count-name = 數量
cmd-sfx-count-description = 做幾個，每個算一次請求
cmd-tts-name = 朗讀
cmd-tts-description = 把文字變成語音
cmd-tts-text-name = 文字
cmd-tts-text-description = 要朗讀的文字
cmd-tts-voice-name = 聲音
cmd-tts-voice-description = 按名稱、語言或性別搜尋；留空則用上次的聲音，或適合文字的聲音
cmd-tts-language-name = 語言
cmd-tts-language-description = 文字的語言
cmd-tts-translate-to-name = 翻譯成
cmd-tts-translate-to-description = 先把文字翻譯成這種語言，再朗讀
cmd-tts-pitch-name = 音高
cmd-tts-pitch-description = 調高或調低，以半音為單位
cmd-tts-sample-rate-name = 取樣率
cmd-tts-sample-rate-description = 每秒取樣數
cmd-tts-format-name = 格式
cmd-tts-format-description = 檔案格式
cmd-tts-speed-name = 語速
cmd-tts-speed-description = 說話的快慢：1 為正常，適用於不超過 2,000 個字元的文字
cmd-tts-as-name = 形式
cmd-tts-as-description = 以檔案還是語音訊息發布
cmd-tts-text-file-name = 文字檔
cmd-tts-text-file-description = 在文字之後朗讀的 .txt 檔案
cmd-voices-name = 聲音
cmd-voices-description = 尋找聲音、試聽並選用
cmd-voices-language-name = 語言
cmd-voices-language-description = 它會說的語言；留空則為你的語言
cmd-voices-gender-name = 性別
cmd-voices-gender-description = 女聲或男聲
cmd-voices-age-name = 年齡
cmd-voices-age-description = 聽起來的年齡
cmd-voices-mood-name = 風格
cmd-voices-mood-description = 聽起來的感覺：溫暖、沉穩、甜美……
cmd-help-name = 說明
cmd-help-description = 我能做什麼，先試什麼
cmd-video-name = 影片
cmd-video-description = 用文字產生影片
cmd-video-prompt-name = 提示詞
cmd-video-prompt-description = 描述影片
cmd-video-model-name = 模型
cmd-video-model-description = 用哪個模型產生
cmd-video-version-name = 版本
cmd-video-version-description = 模型的哪個版本
cmd-video-duration-name = 時長
cmd-video-duration-description = 時長（秒）
cmd-video-resolution-name = 解析度
cmd-video-resolution-description = 清晰度，例如 1080P
cmd-video-aspect-name = 畫面比例
cmd-video-aspect-description = 寬高比，例如 16:9
cmd-video-audio-name = 聲音
cmd-video-audio-description = 帶聲音
cmd-video-image-name = 圖片
cmd-video-image-description = 作為開頭的圖片（jpg、png）
cmd-video-last-image-name = 結尾圖片
cmd-video-last-image-description = 作為結尾的圖片（jpg、png）
cmd-video-off-peak-name = 離峰時段
cmd-video-off-peak-description = 更便宜，有空位時製作：最長 48 小時
cmd-video-negative-name = 排除
cmd-video-negative-description = 不要出現的內容
cmd-video-enhance-name = 潤飾
cmd-video-enhance-description = 讓模型先擴寫提示詞
cmd-video-bgm-name = 背景音樂
cmd-video-bgm-description = 加背景音樂
cmd-video-watermark-name = 浮水印
cmd-video-watermark-description = 在畫面中加入模型自帶的浮水印
cmd-video-reference-1-name = 參考圖1
cmd-video-reference-2-name = 參考圖2
cmd-video-reference-3-name = 參考圖3
cmd-video-reference-1-description = 要出現的人或物的圖片（jpg、png）
cmd-video-reference-2-description = 第二張這樣的圖片
cmd-video-reference-3-description = 第三張這樣的圖片
cmd-video-reference-video-name = 參考影片
cmd-video-reference-video-description = 參考影片（mp4、mov）
cmd-jobs-name = 任務
cmd-jobs-description = 你的請求及其進展
cmd-jobs-list-name = 清單
cmd-jobs-list-description = 列出你最近的請求
cmd-jobs-list-everyone-name = 所有人
cmd-jobs-list-everyone-description = 本伺服器所有人的請求（限版主）
cmd-jobs-list-before-name = 早於
cmd-jobs-list-before-description = 只看比這個任務更早的
cmd-jobs-show-name = 檢視
cmd-jobs-show-description = 檢視一個請求，並發布保留的結果
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = 哪個任務
cmd-jobs-cancel-name = 取消
cmd-jobs-cancel-description = 取消一個請求
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = 哪個任務
cmd-jobs-retry-name = 重試
cmd-jobs-retry-description = 再次發起同樣的請求
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = 哪個任務

## Rules, limits and use of a server

list-separator = 、
list-quoted = 「{ $text }」
admin-paused = ⏸️ 已暫停：不接收新請求。用 `/{ cmd-foley-name } { cmd-foley-resume-name }` 恢復。
admin-on = 開
admin-off = 關
admin-none = 無
admin-everywhere = 所有頻道
admin-everybody = 所有人
admin-same = 請求所在的頻道
admin-own-language = 各人自己的語言
admin-forever = 與請求一樣久
admin-days = { $days } 天
admin-catalog = 目錄的預設值
admin-kinds = 指令
admin-channels = 頻道
admin-roles = 身分組
admin-results = 結果發布到
admin-alerts = 預算提醒傳送到
admin-longest = 影片最長（秒）
admin-sharpest = 影片最高清晰度
admin-count = 一次最多幾個
admin-age = 年齡限制頻道
admin-age-anywhere = 不限
admin-age-only = 僅限那裡
admin-age-never = 那裡禁用
admin-keep = 保留結果副本
admin-loudness = 統一響度
admin-label = AI 標註
admin-soundboard = 音效板
admin-language = 公告語言
admin-retention = 提示詞保留
admin-grace = 移除我之後的資料
admin-defaults = 預設值
admin-limits = 上限
admin-blocked = 已封鎖
admin-blocked-users = 成員
admin-blocked-words = 詞語
admin-blocked-patterns = 表示式
admin-pick-job = 選擇要取消或重新發布的請求
panel-overview = 概覽
panel-places = 指令與頻道
panel-limits = 上限
panel-budget = 預算
panel-defaults = 預設值
panel-words = 詞語與成員
panel-jobs = 任務
panel-history = 歷史
panel-page = 前往…
panel-lacking = ⚠️ 我缺少權限的頻道：{ $count } 個。用 `/{ cmd-foley-name } { cmd-foley-setup-name }` 查看。
panel-month = 本月
panel-preset = 套用範本…
panel-pause = 暫停
panel-resume = 恢復
panel-export = 匯出設定
panel-import = 匯入設定
panel-channels = 可使用我的頻道（留空：所有頻道）
panel-alerts = 預算提醒傳送到
panel-system-channel = Discord 歡迎頻道
panel-limits-about = 選擇一個指令，設定每個人和整個伺服器可發出的請求數。
panel-caps-now = 單次請求
panel-all-commands = 所有指令合計
panel-limit-command = 限制指令…
panel-limit-role = 限制或放開某個身分組…
panel-limit-other = 其他上限…
panel-caps = 影片時長、清晰度、數量…
panel-lift = 取消上限…
panel-no-prices = 我的營運者沒有設定價格，所以這裡的預算按秒計算。
panel-prices = 一般請求的費用約為
panel-attention = ⚠️ 請檢查
panel-other-currency = { $currency } 的預算不再生效：價格現在使用另一種貨幣。
panel-budget-role = 身分組預算…
panel-budget-edit = 設定預算…
panel-usage = 用量
panel-defaults-command = 指令的預設值…
panel-data = 語言與資料…
panel-keep = 保留副本：開/關
panel-loudness = 統一響度：開/關
panel-label = AI 標註：開/關
panel-soundboard = 音效板：開/關
panel-roles = 可使用我的身分組（留空：所有人）
panel-people = 已封鎖的成員
panel-words-edit = 詞語與表示式…
panel-age = 年齡限制頻道…
panel-older = 更早
panel-revert = 撤回變更…
panel-undo = 復原
panel-unchanged = 沒有變更。
panel-expired = 我已不記得這項變更。沒有儲存任何內容，請重新操作。
panel-save-anyway = 仍然儲存
panel-drop = 不儲存
panel-whole-number = 「{ $value }」不是整數。
panel-amount = 「{ $value }」不是金額（例如 12.50）。
panel-block-what = 請說明要封鎖什麼：`{ cmd-foley-option-user-name }`、`{ cmd-foley-option-word-name }` 或 `{ cmd-foley-option-pattern-name }`。
preset-tight = 嚴格
preset-normal = 一般
preset-open = 開放
preset-free = 沒有上限
preset-day = 每天最多：{ $things }
change-paused = 我現在不再接受本伺服器的新請求。
change-resumed = 我重新接受本伺服器的請求。
history-paused = { $actor } 暫停了我
history-resumed = { $actor } 恢復了我
history-set = { $actor } 更改了「{ $setting }」：{ $old } → { $new }
history-added = { $actor } 在{ $setting }中加入了 { $values }
history-removed = { $actor } 從{ $setting }中移除了 { $values }
history-on = { $actor } 開啟了 { $values }
history-off = { $actor } 關閉了 { $values }
history-raised = { $actor } 把上限從 { $old } 提高到{ limit-what }（{ $who }）
history-lowered = { $actor } 把上限從 { $old } 降到{ limit-what }（{ $who }）
history-limited = { $actor } 設定上限：{ limit-what }（{ $who }）
history-lifted = { $actor } 取消了上限：{ limit-what }（{ $who }）
history-preset-saved = { $actor } 為本伺服器儲存了範本「{ $name }」
history-preset-deleted = { $actor } 刪除了本伺服器的範本「{ $name }」
history-cancelled = { $actor } 取消了 { $owner } 的 { $job }
history-posted = { $actor } 重新發布了 { $owner } 的 { $job }
caution-word = 「{ $word }」只有一個字元：幾乎所有文字都會被封鎖。
caution-zero = 上限為{ limit-what }會使其停用。
caution-frees-all = 每個人都有這個身分組：這個上限將對任何人無效。
caution-shuts = 上限為{ limit-what }時，無人能用 { $model } 創作。
caution-everyone = 每個人都有這個身分組：所有人都能使用。
caution-all-channels = 未選擇頻道時，可在任何地方使用我。
transfer-exported = 這是本伺服器的設定。可在其他伺服器用 `/{ cmd-foley-name } { cmd-foley-panel-name }` 匯入。
transfer-missing = 本伺服器沒有，已略過：{ $missing }
transfer-foreign = 這不是我的設定檔。沒有變更任何內容。
transfer-old = 此檔案來自我的另一個版本。請重新匯出；沒有變更任何內容。
transfer-broken = 此檔案中有不是設定的內容。沒有變更任何內容。
admin-results-permissions = 我無法在那裡發布結果。我需要：{ $permissions }。
admin-default-not-taken = `/{ $command }` 沒有 `{ $option }` 的預設值。請去掉它。
limit-line = { $who }：{ $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] { $amount } 秒音樂
        [sfx] { $amount } 秒音效
        [tts] { $amount } 秒語音
        [video] { $amount } 秒影片
       *[all] { $amount } 秒聲音和影片
    }
   *[count] { $kind ->
        [music] { $amount } 首歌
        [sfx] { $amount } 個音效
        [tts] { $amount } 段語音
        [video] { $amount } 部影片
       *[all] { $amount } 個請求
    }
 }
limit-what = { $window ->
    [hour] 每小時 { limit-things }
    [day] 每天 { limit-things }
    [month] 每月 { limit-things }
   *[once] 同時 { limit-things }
 }
limit-who-user = 每個人
limit-who-role = 擁有 { $role } 的每個人
limit-who-server = 整個伺服器
audit-empty = 還沒有任何變更。
usage-title = 最近 { $days } 天的用量
usage-empty = 沒有用量。
usage-requests = 請求
usage-seconds = 秒
usage-returned = 免費
usage-days = 依日期
usage-people = 依成員
usage-models = 依模型
usage-open = { $count } 個尚未完成：依估計計算
usage-person = { $who }：{ $count } 個請求，{ $seconds } 秒
usage-budget = 伺服器上限剩餘
setup-title = 設定 Foley
setup-intro = 一切都可以隨時更改；只有能管理本伺服器的人看得到這裡。
setup-permissions = 權限
setup-fine = ✅ { $count } 個頻道權限齊全
setup-lack = ⚠️ { $channel }：{ $permissions }
setup-now = 目前
setup-next = 接下來
setup-steps =
    1️⃣ 給我缺少的權限，然後按 *{ setup-again }*。
    2️⃣ 開啟 `/{ cmd-foley-name } { cmd-foley-panel-name }`：選擇可在哪裡使用我、結果發到哪裡。
    3️⃣ 在那裡查看上限，然後按 *做個測試*（一個付費請求）。
setup-again = 重新檢查
setup-test = 做個測試（付費）
setup-no-test = 沒有可測試的：請先開啟 `/{ cmd-sfx-name }`、`/{ cmd-music-name }` 或 `/{ cmd-video-name }`。
setup-choose-results = 結果發布到哪裡（留空：請求所在的頻道）
setup-choose-kinds = 開啟哪些指令
permission-read-message-history = 讀取訊息歷史
welcome =
    👋 感謝加入 **Foley**：用文字產生音樂、音效、語音和影片。
    1️⃣ 試試看：`/{ cmd-sfx-name } { cmd-sfx-prompt-name }:門吱呀作響` 或 `/{ cmd-music-name } { cmd-music-prompt-name }:安靜的雨`。
    2️⃣ 本伺服器以範本 **{ $preset }** 開始。{ $about }
    3️⃣ 管理員可用 `/{ cmd-foley-name } { cmd-foley-panel-name }` 變更；`/{ cmd-foley-name } { cmd-foley-setup-name }` 顯示缺少的權限。
welcome-back =
    👋 感謝加入 **Foley**：用文字產生音樂、音效、語音和影片。
    1️⃣ 試試看：`/{ cmd-sfx-name } { cmd-sfx-prompt-name }:門吱呀作響` 或 `/{ cmd-music-name } { cmd-music-prompt-name }:安靜的雨`。
    2️⃣ 管理員可用 `/{ cmd-foley-name } { cmd-foley-panel-name }` 查看和變更設定；`/{ cmd-foley-name } { cmd-foley-setup-name }` 顯示缺少的權限。

## Refused by the server's rules

rules-admins-only = 只有能管理本伺服器的人可以這樣做。
rules-paused = 我在本伺服器已暫停。管理員可以用 `/{ cmd-foley-name } { cmd-foley-resume-name }` 恢復。
rules-blocked-user = 本伺服器的管理員已禁止你使用我。
rules-kind-off-music = 本伺服器已關閉音樂。
rules-kind-off-sfx = 本伺服器已關閉音效。
rules-kind-off-tts = 本伺服器已關閉語音。
rules-kind-off-video = 本伺服器已關閉影片。
rules-channel = 這個頻道不能使用我。請使用：{ $channels }
rules-role = 這裡只有擁有以下身分組之一的人才能使用我：{ $roles }
rules-age-only = 在本伺服器，我只能在年齡限制頻道使用。
rules-age-never = 在本伺服器，我不能在年齡限制頻道使用。
rules-blocked-text = 這段文字含有本伺服器不允許的內容。請換一種說法。
rules-patterns-slow = 本伺服器的封鎖表示式檢查耗時過長。請過一會兒再試，並請管理員簡化它們。
rules-word-empty = 這個詞裡沒有可見的字元。
rules-word-long = 封鎖詞最多 { $limit } 個字元。
rules-not-blocked = 它沒有被封鎖。
rules-pattern-bad = 這不是我能使用的正規表示式（RE2）：{ $reason }
rules-pattern-empty = 這個表示式會符合一切。請寫得更具體。
rules-pattern-large = 這個表示式太大。請簡化。
rules-pattern-long = 表示式最多 { $limit } 個字元。
rules-too-many-words = 最多可以封鎖 { $limit } 個詞語。
rules-too-many-patterns = 最多可以封鎖 { $limit } 個表示式。
rules-too-many-limits = 最多可以有 { $limit } 條上限。
rules-too-many-users = 最多可以封鎖 { $limit } 人。
rules-too-many-channels = 最多可以列出 { $limit } 個頻道。
rules-too-many-roles = 最多可以列出 { $limit } 個身分組。
rules-all-kinds-off = 至少要保留一個指令。`/{ cmd-foley-name } { cmd-foley-pause-name }` 可以全部停止。
rules-video-too-long = 本伺服器的影片最長 { $limit } 秒；這個約 { $asked } 秒。請把 `{ cmd-video-duration-name }` 設為 { $limit } 或更短。
rules-video-too-sharp = 本伺服器的影片最高 { $limit }；這個是 { $asked }。請把 `{ cmd-video-resolution-name }` 設為 { $limit } 或更低。
rules-count = 本伺服器一次請求最多 { $limit } 個；這次是 { $asked } 個。請把 `{ cmd-music-count-name }` 設為 { $limit } 或更少。
rules-cap-seconds = 影片最長時長須為 1 到 { $limit } 秒。
rules-cap-count = 一次請求的最大數量須為 1 到 { $limit }。
rules-limit-amount = 上限必須在 0 到 { $limit } 之間。
rules-limit-window = 上限需要時間範圍；同時進行的沒有。
rules-limit-role = 身分組的上限需要指定身分組。
rules-limit-missing = 沒有這條上限。
rules-retention = 提示詞可以保留 0 到 { $limit } 天。
rules-grace = 移除我之後，資料可以保留 0 到 { $limit } 天。
refusal-paused-all = 我正在維護，已暫停。請稍後再試。
refusal-draining = 我即將更新，暫不接收新請求。請幾分鐘後再試。
quota-never-fits = { $measure ->
    [money] 這大約需要 { $asked }
    [seconds] 這大約會產生 { $asked } 秒
   *[count] 這會是 { $asked } 個請求
 }；上限是 { limit-what }。

## Everybody's own data

privacy-exported = 這是我儲存的關於你的全部資料。
privacy-question = 這會刪除你在所有伺服器的全部請求、結果和設定；仍在進行的會被取消。此操作無法復原。已經發到 Discord 的訊息會保留。
privacy-confirm = 刪除我的資料
privacy-deleted = 完成。已刪除你的 { $jobs } 個請求。
privacy-cancelled = 其中 { $count } 個尚未結束，已被取消。
privacy-billed = { $count } 個已提交給服務商，無法停止，仍可能計費。
privacy-pending = { $count } 個此刻正在傳送或發布，幾分鐘內會刪除。

## The operator

operator-title = 狀態
operator-only = 只有這個機器人的營運者可以這樣做。
operator-servers = 伺服器：{ $count }
operator-paused = ⏸️ 已暫停：不接收也不傳送新請求。
operator-draining = 🚰 正在排空：不接收新請求。
operator-line = 🛠️ 維護提示：{ $line }
operator-poller = 輪詢器
operator-turned = { $turned }前最後一次輪詢 · 關注 { $watched } 個 · { $waiting } 個待發布
operator-elsewhere = 由另一個處理程序負責。
operator-budgets = 預算（已用 / 每秒允許 · 等待）
operator-jobs = 未結束的請求
operator-oldest = 最早：{ $job }，{ $when }
operator-held = 保留待發：{ $count }
operator-faults = 最近一天的錯誤
operator-left = 已離開 { $server }。
operator-no-server = 我不在使用這個 ID 的伺服器裡。
operator-own-server = 這是營運者自己的伺服器。
operator-maintenance-long = 提示最多 { $limit } 個字元。

## Choices of commands

choice-count = 請求數
choice-seconds = 音訊和影片的秒數
choice-money = 金額
choice-at-once = 同時進行的請求
choice-hour = 每小時
choice-day = 每天
choice-month = 每月

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = Foley 在本伺服器的規則、上限和用量
cmd-foley-block-name = 封鎖
cmd-foley-block-description = 封鎖成員、詞語或表示式
cmd-foley-option-user-name = 成員
cmd-foley-option-user-description = 哪個人
cmd-foley-option-word-name = 詞語
cmd-foley-option-word-description = 詞或片語，不論怎麼拼寫
cmd-foley-option-pattern-name = 表示式
cmd-foley-option-pattern-description = 正規表示式（RE2）
cmd-foley-pause-name = 暫停
cmd-foley-pause-description = 本伺服器不再接收新請求；進行中的繼續
cmd-foley-resume-name = 恢復
cmd-foley-resume-description = 本伺服器重新接收請求
cmd-foley-usage-name = 用量
cmd-foley-usage-description = 本伺服器的用量，按天、指令和成員，附圖表
cmd-foley-option-days-name = 天數
cmd-foley-option-days-description = 多少天
cmd-foley-jobs-name = 任務
cmd-foley-jobs-description = 本伺服器的所有請求：取消，或重新發布結果
cmd-foley-panel-name = 面板
cmd-foley-panel-description = 我在此所做的一切，集中在一處
cmd-foley-export-name = 匯出
cmd-foley-export-description = 本伺服器的設定檔
cmd-foley-option-chart-name = 圖表
cmd-foley-option-chart-description = 圖表顯示什麼
cmd-foley-setup-name = 設定
cmd-foley-setup-description = 設定精靈：缺少的權限、初始設定、一次測試
cmd-operator-name = 營運
cmd-operator-description = 營運這個機器人
cmd-operator-status-name = 狀態
cmd-operator-status-description = 輪詢器、預算、最早的任務、按代碼統計的錯誤
cmd-operator-pause-name = 暫停
cmd-operator-pause-description = 在所有伺服器不接收也不傳送新請求
cmd-operator-resume-name = 恢復
cmd-operator-resume-description = 結束暫停和排空
cmd-operator-drain-name = 排空
cmd-operator-drain-description = 在所有伺服器不接收新請求，完成現有的
cmd-operator-maintenance-name = 維護
cmd-operator-maintenance-description = 在每則狀態訊息中加一行提示；留空則去掉
cmd-operator-maintenance-line-name = 提示
cmd-operator-maintenance-line-description = 提示的內容
cmd-operator-leave-name = 離開
cmd-operator-leave-description = 離開一個伺服器
cmd-operator-leave-server-name = 伺服器
cmd-operator-leave-server-description = 伺服器的 ID
cmd-privacy-name = 隱私
cmd-privacy-description = 我儲存的關於你的資料
cmd-privacy-export-name = 匯出
cmd-privacy-export-description = 以 JSON 取得我儲存的關於你的全部資料
cmd-privacy-delete-name = 刪除
cmd-privacy-delete-description = 刪除我儲存的關於你的全部資料
cmd-preset-name = 範本
cmd-preset-description = 儲存一次請求，以後再用
cmd-preset-save-name = 儲存
cmd-preset-save-description = 為你的一次請求取名儲存
cmd-preset-save-name-name = 名稱
cmd-preset-save-name-description = 叫什麼
cmd-preset-save-id-name = id
cmd-preset-save-id-description = 哪次請求；不填則是你在此處最近的一次
cmd-preset-save-server-name = 伺服器
cmd-preset-save-server-description = 給本伺服器的所有人（管理員）
cmd-preset-use-name = 使用
cmd-preset-use-description = 再做一次儲存的請求
cmd-preset-use-name-name = 名稱
cmd-preset-use-name-description = 哪一個
cmd-preset-use-prompt-name = 提示詞
cmd-preset-use-prompt-description = 換一段話，立即製作；不填則先檢視再修改
cmd-preset-list-name = 清單
cmd-preset-list-description = 列出你的範本和本伺服器的範本
cmd-preset-delete-name = 刪除
cmd-preset-delete-description = 刪除一個範本
cmd-preset-delete-name-name = 名稱
cmd-preset-delete-name-description = 哪一個

## Saved requests

preset-saved = ✅ 已存為 **{ $name }**。用 `/{ cmd-preset-name } { cmd-preset-use-name }` 可以再做一次，文字相同或不同都行。
preset-replaced = ✅ 已存為 **{ $name }**，取代了原來同名的。
preset-deleted = 已刪除 **{ $name }**。
preset-files = 檔案不會保存：使用時請重新附上。
preset-unknown = 沒有叫這個名字的範本。`/{ cmd-preset-name } { cmd-preset-list-name }` 會列出你的和本伺服器的。
preset-nothing = 你在這裡還沒有可以儲存的請求。請先做點什麼。
preset-name = 範本需要一個看得見的名稱，不含冒號。
preset-too-many = 最多儲存 { $limit } 個範本。請先刪除一個。
preset-none = 還沒有範本。先做點什麼，再用 `/{ cmd-preset-name } { cmd-preset-save-name }` 儲存。
preset-own = 你的
preset-server = 本伺服器

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] 整個伺服器：上限為 0，已停用
   *[person] 你的上限為 0，已停用
 }
quota-left = { $scope ->
    [server] 整個伺服器：{ limit-what }，還剩 { $left }
   *[person] { limit-what }，還剩 { $left }
 }
quota-used-at-once = { $scope ->
    [server] 本伺服器已有 { limit-things }在進行。請等其中一個結束。
   *[person] 你已有 { limit-things }在進行。請等其中一個結束。
 }
quota-used-off = { $scope ->
    [server] 此功能已在本伺服器停用：管理員把上限設為 0。
   *[person] 此功能已對你停用：伺服器管理員把你的上限設為 0。
 }
quota-used = { $scope ->
    [operator] 所有伺服器共用的預算已用完，現在無法開始。
    [server] 這會超出本伺服器的上限：{ limit-what }。
   *[person] 這會超出你的上限：{ limit-what }。
 }
quota-fewer = { $asked } 個裡只有 { $fits } 個能放進{ $scope ->
    [server] 本伺服器的上限（{ limit-what }）
    [operator] 所有伺服器共用的預算
   *[person] 你的上限（{ limit-what }）
 }，所以我一個也沒有開始。
quota-warning = { $scope ->
    [operator] ⚠️ 所有伺服器的預算（{ limit-what }）已用掉 { $percent }%。重設時間：{ $free }
   *[server] ⚠️ 本伺服器的上限（{ limit-what }）已用掉 { $percent }%。重設時間：{ $free }
 }
cost-estimate = 費用約為 { $cost }。
