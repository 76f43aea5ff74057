# Simplified Chinese. Keys and variables are those of the master, en-US.

language-name = 中文（简体）

## Time and size

time-seconds = { $seconds } 秒
time-minutes = { $minutes } 分钟
time-minutes-seconds = { $minutes } 分 { $seconds } 秒
time-hours-minutes = { $hours } 小时 { $minutes } 分钟
time-about-seconds = 约 { $count } 秒
time-about-minutes = 约 { $count } 分钟
time-about-hours = 约 { $count } 小时
time-span-seconds = { $low }–{ $high } 秒
time-span-minutes = { $low }–{ $high } 分钟
time-span-hours = { $low }–{ $high } 小时
size-kb = { $size } KB
size-mb = { $size } MB

## Status message

state-requested = 正在准备发送你的请求
state-submitting = 正在发送你的请求
state-queued = 正在等待空位
state-waiting-music = 正在作曲…
state-waiting-sfx = 正在生成音效…
state-waiting-tts = 正在生成语音…
state-waiting-video = 正在生成视频…
state-percent = { $percent }%
state-position = 在本服务器排第 { $position } 位，共 { $length } 个
state-asked = 请求于 { $when }
state-started = 开始于 { $when }
state-usual = 通常需要 { $usual }
state-slower = 比平时久一些（通常 { $usual }），我还在处理。
state-off-peak = 在空闲时段以更低价格制作：最迟 { $when } 完成
state-ready = 已完成，正在准备发布
state-done = 完成，用时 { $took }
group-progress = 已完成 { $ready }/{ $all }
state-jump = 查看结果
state-why = 查看原因
state-removed = 结果已删除
state-sent-directly = 已通过私信发送给 { $person }
state-held = 已完成，但我无法在这个频道发布，而你的私信也关闭了。我先保留结果：频道恢复后按 *{ button-deliver }*，或使用 `/{ cmd-jobs-name } { cmd-jobs-show-name }`。
state-cancelled = 已取消。
state-cancelled-by = 已被 { $person } 取消。
stage-fetching = 已完成，正在获取文件
stage-fitting = 已完成，正在压缩文件以符合 Discord 的上传限制
stage-posting = 已完成，正在上传

## Endings without a result

ending-failed-title = 没有成功
ending-failed = 服务商未能完成。
ending-refused-title = 未被接受
ending-refused = 这个请求未被接受。
ending-unknown-title = 结果未知
ending-unknown = 请求已发出，但没有收到可读的回复。
ending-abandoned-title = 已放弃等待
ending-abandoned = 等待时间太长，我已停止等待。
ending-goes-on-title = 任务仍在继续
ending-goes-on = 服务商其实已收到这个请求，请不要重新提交。我会继续关注，并在这里发布结果。
ending-lost-title = 已生成，但文件已不在
call-failed = { $person }，你的请求失败了。
call-refused = { $person }，你的请求未被接受。
call-unknown = { $person }，我不知道你的请求是否已经开始。
call-abandoned = { $person }，你的请求没有按时完成。
charged-no = 没有产生费用。
charged-maybe = 服务商可能已经计费。
charged-maybe-cancelled = 服务商已经受理，仍可能计费。
charged-unknown = 它可能已经开始并计费，也可能没有。
charged-lost = 内容已经生成，因此已计费。
advice-failed = 你可以重新运行，也可以先修改；那会是一个新的付费请求。
advice-refused = 请修改后重新发送。
advice-unknown = 只有在可以接受可能付两次费时，才重新提交或修改。
advice-unknown-searched = 接下来一小时内，我会继续在服务商的任务列表里查找。如果恰好只有一个任务吻合，我就继续处理它，并在这里发布结果。
advice-abandoned = 按 *{ button-look }*，我会再问一次，不收费。*{ button-edit }* 会是一个新的付费请求。
advice-lost = 按 *{ button-again }* 会重新生成，这是一次新的付费请求。

## Result message

call-ready-more = 同一结果的更多内容（第 { $part } 部分，共 { $parts } 部分）
footer-job = 任务
job-line = 任务 `{ $job }`
link-label = 原始文件
link-until = 链接将于 { $when } 失效
alt-waveform = 声音的波形图
alt-poster = 视频中的一帧
remark-made-smaller = 已压缩，以符合此处 Discord 的上传限制。
remark-too-large = 超出此处 Discord 的上传限制，因此以链接提供。
remark-not-fetched = 我无法下载该文件，因此附上链接。
remark-incomplete = 收到的文件不完整，因此以链接提供。
remark-link-dead = 服务商那里已没有该文件，我也没有副本。
remark-part-refused = Discord 拒绝了这条消息的一部分，我已将其略去。
direct-from = 来自 **{ $server }** 的 { $channel }。
direct-server-unknown = 我已不在的服务器
direct-why-gone = 那个频道已不存在。
direct-why-access = 我已看不到那个频道。
direct-why-permission = 我没有在那里发布的权限。
direct-why-thread = 那个子区已归档或锁定。
direct-why-other = 我无法在那里发布。
remark-not-media = 我无法将此文件读作音频或视频，因此附上链接。
remark-no-voice-message = 以文件形式发布：我没有在这里发送语音消息的权限。
remark-voice-too-large = 以文件形式发布：作为语音消息在这里会过大。
remark-voice-not-made = 以文件形式发布：无法将其制作成语音消息。
remark-link-too-long = 链接过长，无法在此显示。
remark-ai-generated = 由 AI 生成。
field-soundboard-name = 名称（2 至 32 个字符）
field-soundboard-emoji = 表情符号
field-soundboard-start = 从第几秒开始（取 5.2 秒）
soundboard-added = “{ $name }”已放到音效板上。
soundboard-off = 这里的音效板功能已关闭。管理员可以用 `/{ cmd-foley-name } { cmd-foley-panel-name }` 允许。
soundboard-no-right = 你需要在本服务器拥有“创建表情”权限。
soundboard-bot-no-right = 我需要在本服务器拥有“创建表情”权限。
soundboard-full = 音效板已满。请移除一个声音后再试。
soundboard-name = 名称至少要 2 个字符。
soundboard-emoji = “{ $value }”不是表情符号。
soundboard-start-bad = “{ $value }”不是秒数。
soundboard-start = 那时声音已经结束了：它只有 { $seconds } 秒。

## Buttons

button-again = 再来一次
button-look = 再查一次
button-edit = 修改
button-retry = 再试一次
button-voice = 语音消息
button-soundboard = 加到音效板
button-cover = 换个风格翻唱
button-sound = 配音效
button-score = 配乐
button-song = 做成歌曲
button-revoice = 换音色
button-details = 详情
button-cancel = 取消
button-cancelall = 全部取消
button-resubmit = 重新提交
button-delete = 删除
button-more = 更多…
button-keep = 只留这个
button-remove = 为所有人删除
repair-choose = 修正：选择要更改的内容
repair-without = 不使用 { $option }
button-deliver = 立即发布
button-deliver-again = 重新发布

## Answers to buttons and commands

answer-cancelled = 已取消。没有产生费用。
answer-cancelled-stopped = 已取消，服务商也已停止处理。
answer-cancelled-unstoppable = 已取消：我不会发布结果。服务商已无法停止处理，仍可能计费。
answer-group-cancelled = 已取消 { $count } 个。
answer-group-billed = 其中 { $count } 个在服务商处已无法停止，仍可能计费。
answer-group-busy = { $count } 个此刻正在发送或发布，我没有动。请稍后再按一次。
answer-deleted = 已删除。
answer-kept = { $count ->
    [0] 这次请求没有其他可删除的了。
   *[other] 已留下这个，删除了其余 { $count } 个。
 }
answer-delivering = 马上会重新发布。
answer-look-found = 它其实已经完成了，我现在就发布。
answer-look-running = 它还在生成中。我会继续关注，完成后就发布。
answer-look-failed = 它已经结束，但没有结果。我会发布原因。
answer-look-gone = 服务商已经没有这个任务的记录，没有可取回的内容了。
answer-look-silent = 刚才没有得到关于这个任务的答复，请过几分钟再试。
answer-voice-done = 已作为语音消息发布。
answer-voice-as-file = 以文件形式发布：我没有在这里发送语音消息的权限。
answer-voice-making = 正在制作语音消息…
answer-delete-sure = 要为所有人删除这个结果吗？删除后无法在此恢复。
answer-same-job = 这个请求已在进行中：{ $link }
answer-modal-used = 此表单已提交，你的请求正在处理。
answer-modal-gone = 此表单已失效。没有开始任何任务，请重新使用命令。
details-title = 详情
details-command = 可复制的命令
details-command-file = 完整命令在附件中。
details-attach = 重新附上
details-ids = ID
details-times = 时间
details-job = 任务
details-made-from = 来源任务
details-group = 同一请求的第 { $index } 个，共 { $size } 个
details-task = 腾讯云任务
details-request = 腾讯云请求 ID
details-code = 代码
details-asked = 请求
details-sent = 发送
details-accepted = 接收
details-ended = 结束
details-posted = 发布
details-state = 状态
details-loudness = 响度
details-cost = 费用
details-cost-open = { $cost }（完成后）
details-cost-maybe = { $cost }（若服务商收费）
details-cost-second = { $fixed } + 每秒 { $second }
state-name-requested = 待发送
state-name-queued = 等待空位
state-name-submitting = 正在发送
state-name-waiting = 进行中
state-name-ready = 就绪
state-name-failed = 失败
state-name-refused = 未被接受
state-name-unknown = 未知
state-name-abandoned = 已放弃
state-name-cancelled = 已取消

## Modals

modal-music-lyrics = 带歌词的音乐
modal-edit-music = 修改后运行：音乐
modal-edit-sfx = 修改后运行：音效
modal-edit-tts = 修改后运行：语音
modal-edit-video = 修改后运行：视频
field-prompt = 想要什么
field-style = 风格
field-lyrics = 歌词
field-style-hint = 也可以一起贴在这里：风格、空一行、歌词
field-text = 要朗读的文本
field-voice = 音色（名称或 ID）
field-language = 语言
field-pitch = 音高（半音）
field-attach = { $option }：附上文件
field-address = { $option }：或填写网址
field-model = 模型
field-duration = 秒数
field-format = 文件格式
field-count = 数量
field-each-day = 每人每天
field-each-month = 每人每月
field-server-day = 整个服务器每天
field-server-month = 整个服务器每月
field-no-limit = 留空：无上限
field-whom = 对象
field-command = 命令
field-measure = 计算什么
field-window = 时间范围
field-amount = 多少
field-model-default = 模型
field-version-default = 版本
field-voice-default = 音色
field-language-default = 语言
field-words-add = 要屏蔽的词
field-words-remove = 重新允许的词
field-patterns-add = 要屏蔽的表达式（RE2）
field-patterns-remove = 重新允许的表达式
field-one-a-line = 每行一个
field-settings-file = 来自其他服务器的文件
field-form = 发布形式
field-audio = 声音
field-instrumental = 人声
field-resolution-aspect = 分辨率和画面比例
field-resolution-aspect-hint = 例如：1080P 16:9
field-empty-is-model = 留空则由模型决定
choice-mp3 = MP3
choice-wav = WAV
choice-file = 文件
choice-automatic = 自动
choice-any = 任意
choice-none = 无
choice-voice = 语音消息
choice-female = 女声
choice-male = 男声
choice-vocals = 有人声
choice-instrumental = 纯音乐
choice-either = 由模型决定
choice-sound = 有声
choice-silent = 无声
refusal-number = *{ $field }*中的“{ $value }”不是整数。
refusal-shape = “{ $value }”不是分辨率加画面比例，例如 1080P 16:9。

## Refusals

refusal = 无法这样做。
refusal-job-not-found = 这里没有这个任务，或者你无权查看。
refusal-unavailable = 我现在无法接收请求。什么都没有开始；请一分钟后再试。
refusal-store-unavailable = 现在无法连接我的数据库。什么都没有开始；请一分钟后再试。
refusal-stopping = 我正在重启。什么都没有开始；请一分钟后再试。
refusal-next-free = 重置时间：{ $when }。
refusal-not-yours = 只有发起请求的人或版主可以这样做。
refusal-moderators-only = 只有版主可以这样做。
refusal-cancel-submitting = 它此刻正在发送，暂时无法取消。请几秒后再试。
refusal-cancel-too-late = 它已经结束，无法取消。
refusal-not-unknown = 这个任务的结果已经明确，无需重新提交。
refusal-not-abandoned = 我没有放弃这个任务，不需要再查。
refusal-already-resubmitted = 这个已经重新提交过了。
refusal-not-ended = 它还没有结束，或者已被取消。
refusal-being-posted = 它正在发布。
refusal-clip-running = 你的上一条语音消息还在制作中。请稍后再试。
refusal-no-sound = 这个任务没有可以做成语音消息的声音。
refusal-not-in-server = 我只能在服务器中使用。请在已添加我的服务器的频道里使用我。
refusal-channel-unknown = 我不认识这种频道，无法在这里发布。请使用文字频道。
refusal-bot-not-in-server = 我本身不在这个服务器里。请让管理员用 *bot* 权限范围添加我。
refusal-bot-permissions = 我无法在这里发布结果：我在这个频道需要以下权限：{ $permissions }。
refusal-thread-locked = 这个子区已锁定，我无法在此发布结果。请解锁，或换一个频道。
refusal-forum = 我无法直接在论坛里发布。请在论坛的某个帖子中使用该命令。
permission-view-channel = 查看频道
permission-send-messages = 发送消息
permission-send-messages-in-threads = 在子区内发送消息
permission-embed-links = 嵌入链接
permission-attach-files = 添加文件

## Errors

error-internal = 我这边出了点问题。如果你在等结果，可用 `/{ cmd-jobs-name } { cmd-jobs-list-name }` 查看状态。
error-id = 我这边出了点问题。如果一直出现，请把这个 ID 告诉我的运营者：`{ $id }`
error-config = 我的配置不正确。需要我的运营者处理。
error-unreachable = 现在无法连接我所需的服务。
error-store = 我的数据库出了问题。没有开始任何新请求。
provider-error = 服务商出现了问题。
provider-not-sent = 无法连接到服务商。
provider-later = 服务商目前繁忙。
provider-rejected = 服务商未接受这个请求。
provider-unknown = 请求已发出，但没有收到可读的回复。
job-abandoned = 等待时间太长，我已停止等待。
job-unsent-too-long = 一天之内都没能开始，所以我取消了它。
job-not-sent = 在发送之前，我这边出了问题。
fetch-failed = 无法下载结果。链接也许仍然有效。
fetch-forbidden = 结果所在的地址不在我允许下载的范围内。
fetch-gone = 结果的链接已失效。
fetch-too-large = 结果超出了我的下载大小限制。
media-failed = 无法把结果处理成适合 Discord 的形式。
media-unreadable = 收到的文件里没有可以播放的声音或画面。
media-incomplete = 收到的文件不完整。
media-too-large = 结果无法在不严重损失质量的情况下压缩到这个服务器允许的大小。
media-worker-died = 处理结果耗费了太多时间或内存，已被中止。
media-no-sound = 这个没有声音。
message-failed = Discord 拒绝了这条消息。

## What Tencent Cloud said

tencent-moderation = 这段文本或参考素材没有通过服务商的内容审核。请换一种说法。
tencent-bad-input = 这些选项不能同时使用。请选择其他选项。
tencent-model = 该模型或版本已不再提供。请另选一个。
tencent-reference = 无法使用该参考文件。请换一个，或提供任何人都能下载的文件。
tencent-text-too-long = 这段文本太长，无法一次朗读。请缩短。
tencent-speech-refused = 该语音请求被拒绝。请检查音色和文本。
tencent-size = 这个请求或其响应太大。
tencent-rate = 目前请求过多。稍后会自动重试。
tencent-busy = 服务商正在处理的任务已满，有任务结束后会再试。
tencent-capacity = 目前没有可用容量。请稍后再试。
tencent-trouble = 服务商响应出现问题。
tencent-keys = 我的 API 密钥不被接受。需要我的运营者处理。
tencent-token = 我的临时凭证有误或已过期。需要我的运营者处理。
tencent-clock = 我所在机器的时钟不准。需要我的运营者处理。
tencent-permission = 我的 API 密钥没有此权限。需要我的运营者处理。
tencent-not-enabled = 我的账号未开通此服务。需要我的运营者处理。
tencent-arrears = 我在服务商的账号已欠费。需要我的运营者处理。
tencent-quota = 我在服务商的配额已用完。需要我的运营者处理。
tencent-sub-app-id = 应用 ID 设置有误（FOLEY_VOD_SUB_APP_ID）。需要我的运营者处理。
tencent-bucket = 存放结果的存储空间不存在。需要我的运营者处理。
tencent-address = 设置的地址或地域不受支持。需要我的运营者处理。
tencent-unknown-field = 服务商不认识我发送的某个选项。请告诉我的运营者。
tencent-outdated = 服务商已不再提供此功能。请告诉我的运营者。
tencent-failed = 服务商无法完成。
tencent-task-gone = 服务商已没有这个任务的记录。
tencent-cannot-stop = 这个任务已无法停止。
tencent-task-failed = 服务商停止了处理，我不清楚原因。它的原话在“详情”里；换个说法或选项也许可行。
tencent-task-input = 服务商无法使用这些选项。请选择其他选项。
tencent-inner = 服务商在生成时自身出了问题。再试一次也许可行。
tencent-model-failed = 模型没能由此做出任何内容。再试一次也许可行。
tencent-task-stopped = 这个任务在服务商处被停止。
tencent-task-timeout = 服务商处理时间过长，已放弃。再试一次也许可行。
tencent-speech-failed = 无法朗读这段文字。
tencent-no-result = 服务商表示已完成，但没有发来文件。

## The database

store-refused = 无法使用数据库：{ $detail }
store-refused-foreign = 数据库 { $path } 属于别的程序。请在 FOLEY_DATABASE_URL 中为 Foley 指定专用的数据库。
store-refused-junk = { $path } 根本不是数据库。请指定正确的文件，或把这个文件移走。
store-refused-unreadable = 无法读取 { $path }：{ $detail }。
store-refused-newer = 数据库 { $path } 由更新版本的 Foley 写入（版本 { $revision }；当前程序最高支持 { $known }）。请启动较新的版本，或恢复较早的备份。
store-refused-in-use = 另一个进程正在使用 { $path }。一个 SQLite 数据库同时只能由一个 Foley 使用；需要多个时请使用 PostgreSQL。
store-refused-path = 无法打开数据库 { $path }：{ $detail }。请检查文件夹是否存在且可写。
store-refused-readonly = 我能读取 { $path }，但无法写入。请给运行我或登录所用的用户写入权限，或在 FOLEY_DATABASE_URL 中指定另一个数据库。
store-refused-file = 无法读取本机上的文件：{ $path }（{ $detail }）。请修正该文件，或检查 HOME 和 FOLEY_DATABASE_URL 中的路径。
store-refused-parameter = PostgreSQL 前面的连接池不接受参数 { $parameter }：请从 FOLEY_DATABASE_URL 中去掉它，或把它加入连接池的 ignore_startup_parameters。
store-refused-pooler = FOLEY_DATABASE_URL 指向事务模式的连接池（例如 pool_mode = transaction 的 PgBouncer），会话无法保持：请为此数据库设置 pool_mode = session，或直接连接 PostgreSQL。
store-standby = { $path } 是备用服务器，目前无法写入。请在 FOLEY_DATABASE_URL 中指定主服务器；如果列出了多个主机，请加上 target_session_attrs=primary。
store-conflict-exists = 已经存在使用这个 ID 的任务。
store-conflict-repeat-open = 你的同一个请求已在进行中。
store-copy-postgres = PostgreSQL 要用它自己的工具复制。请运行：{ $command }
store-copy-exists = { $path } 已经存在。请换一个名称。
store-copy-missing = { $path } 不存在。
store-copy-same = { $path } 就是数据库本身。请指定它的备份。
store-copy-damaged = { $path } 已损坏：没有通过数据库自身的检查。没有做任何更改。

## What can't work, and what to change

catalog-model-unknown = 这里没有模型“{ $model }”。{ $count ->
    [0] 目前没有为此配置任何模型。
   *[other] 请选择其一：{ $offered }。
 }
catalog-version-unknown = { $model } 没有版本“{ $version }”。请选择其一：{ $offered }。
catalog-text-empty = `{ $option }` 是空的。
catalog-text-long = `{ $option }` 有 { $length } 个字符；最多 { $limit } 个。
catalog-lyrics-long = `{ cmd-music-lyrics-name }` 有 { $length } 个字符；最多 { $limit } 个。
catalog-lyrics-and-instrumental = `{ cmd-music-lyrics-name }` 和 `{ cmd-music-instrumental-name }` 不能同时使用。请去掉其中一个。
catalog-not-taken = { $about ->
    [lyrics] { $model } 不支持歌词
    [instrumental] { $model } 不能指定为纯音乐
    [reference] { $model } 不支持参考音频
    [duration] { $model } 自己决定时长
    [video] { $model } 不支持视频输入
    [resolution] { $model } 自己决定分辨率
    [aspect] { $model } 自己决定画面比例
    [audio] { $model } 不能生成声音
    [image] { $model } 不支持图片
    [last_image] { $model } 不支持结尾图片
    [version] { $model } 不能选择版本
   *[other] { $model } 不支持 `{ $option }`
 }。{ $count ->
    [0] 请去掉 `{ $option }`。
   *[other] 请去掉 `{ $option }`，或选择其一：{ $others }。
 }
catalog-lyrics-needed = { $model } 需要歌词。{ $count ->
    [0] 请添加 `{ cmd-music-lyrics-name }`。
   *[other] 请添加 `{ cmd-music-lyrics-name }`，或选择其一：{ $others }。
 }
catalog-not-offered = { $model } 的 `{ $option }` 没有 { $wanted }。{ $count ->
    [0] 请选择其一：{ $offered }。
   *[other] 请选择其一：{ $offered }；或选择这些模型之一：{ $others }。
 }
catalog-duration-not-offered = { $model } 不能生成 { $duration } 秒。{ $count ->
    [0] `{ cmd-video-duration-name }` 可选：{ $offered }。
   *[other] `{ cmd-video-duration-name }` 可选：{ $offered }；或选择这些模型之一：{ $others }。
 }
catalog-duration-resolution = { $model } 只有在 `{ cmd-video-resolution-name }` 为 { $offered } 时才能生成 { $duration } 秒。{ $count ->
    [0] 请选择该分辨率，或换一个 `{ cmd-video-duration-name }`。
   *[other] 请选择该分辨率、换一个 `{ cmd-video-duration-name }`，或选择这些模型之一：{ $others }。
 }
catalog-duration-and-video = 时长由视频决定。请去掉 `{ cmd-video-duration-name }` 或视频。
catalog-option-needs-video = `{ $option }` 只能和 `{ cmd-sfx-video-name }` 一起用。请添加视频，或去掉它。
catalog-reference-and-video = 参考音频和视频不能一起用。请去掉其中一个。
catalog-aspect-and-image = 使用 { $model } 时，画面比例由图片决定。{ $count ->
    [0] 请去掉 `{ cmd-video-aspect-name }` 或 `{ cmd-video-image-name }`。
   *[other] 请去掉 `{ cmd-video-aspect-name }` 或 `{ cmd-video-image-name }`，或选择其一：{ $others }。
 }
catalog-audio-resolution = { $model } 只有在 `{ cmd-video-resolution-name }` 为 { $offered } 时才能生成声音。{ $count ->
    [0] 请选择该分辨率，或去掉 `{ cmd-video-audio-name }`。
   *[other] 请选择该分辨率、去掉 `{ cmd-video-audio-name }`，或选择其一：{ $others }。
 }
catalog-image-needed = { $model } 需要一张起始图片。{ $count ->
    [0] 请添加 `{ cmd-video-image-name }`。
   *[other] 请添加 `{ cmd-video-image-name }`，或选择其一：{ $others }。
 }
catalog-last-image-alone = 有结尾图片就必须有开头图片。请添加 `{ cmd-video-image-name }`，或去掉 `{ cmd-video-last-image-name }`。
catalog-last-image-resolution = { $model } 只有在 `{ cmd-video-resolution-name }` 为 { $offered } 时才支持结尾图片。{ $count ->
    [0] 请选择该分辨率，或去掉 `{ cmd-video-last-image-name }`。
   *[other] 请选择该分辨率、去掉 `{ cmd-video-last-image-name }`，或选择其一：{ $others }。
 }
catalog-url-scheme = `{ $option }` 必须是以 https:// 或 http:// 开头的地址。
catalog-url-bad = `{ $option }` 不是网址。
catalog-url-long = `{ $option }` 中的地址太长。
catalog-url-credentials = `{ $option }` 中的地址包含用户名或密码。请使用公开地址。
catalog-url-private = `{ $option }` 中的地址无法从互联网访问。请使用公开地址，或附上文件。
reference-dead = 我无法从 `{ $option }` 中的地址下载任何内容（{ $reason }），服务商也一样。请使用任何人都能下载的地址，或附上文件。没有开始任何任务。
reference-not-media = `{ $option }` 中的地址指向的不是{ $kind ->
    [video] 视频
    [image] 图片
   *[audio] 音频文件
 }。请使用文件的直接地址，或附上文件。没有开始任何任务。
catalog-voice-bad = 没有这个音色。请从列表中选择。
catalog-language-unknown = 没有语言“{ $language }”。请从列表中选择。
catalog-pitch-not-offered = `{ cmd-tts-pitch-name }` 必须在 { $lowest } 到 { $highest } 之间。
catalog-sample-rate-not-offered = 不支持 { $rate } 的 `{ cmd-tts-sample-rate-name }`。请选择其一：{ $offered }。
voice-unknown = { $count ->
    [0] 我不认识这个音色。请从列表中选择，或给出完整 ID。
   *[other] 我不认识音色“{ $voice }”。你是想找：{ $others }？
 }
voice-ambiguous = 有 { $count } 个音色都叫“{ $voice }”。请从列表中选择，或给出完整 ID。

## Options and lists of commands

option-both = `{ $first }` 和 `{ $second }` 只能用一个。
attachment-type = 我在这里用不了“{ $file }”。文件类型必须是：{ $types }。
attachment-big = “{ $file }”太大：最大 { $limit }。
attachment-empty = “{ $file }”是空的。
attachment-not-text = “{ $file }”不是 UTF-8 纯文本。
attachment-unreadable = 无法从 Discord 读取“{ $file }”。请重新附上。
attachment-expired = 当时附加的文件已不存在。请重新使用命令并再次附上文件。
answer-not-made = 没有生成任何内容；原因只有请求者本人可见。
tts-nothing-to-say = 这段文本里没有可朗读的内容：没有文字，只有表情或符号。没有产生费用。
tts-voices-unknown = 我还没有拿到音色列表。请一分钟后再试。没有产生费用。
tts-no-voice = 我没有会说{ $language }的音色。请用 `{ cmd-tts-voice-name }` 选择一个，或设置 `{ cmd-tts-language-name }`。没有产生费用。
menu-read-aloud = 朗读
menu-no-words = 这条消息里没有可朗读的内容：既没有文字，也没有 `.txt` 文件。
menu-sound-effect = 做成音效
menu-add-sound = 给这段视频配音效
menu-animate = 让这张图片动起来
menu-song = 做成歌曲
menu-no-text = 这条消息里没有可以做成音效的文字。
menu-no-video = 这条消息里没有我能用的视频：请附上不超过 100 MB 的 `.mp4` 或 `.mov`。
menu-no-picture = 这条消息里没有我能用的图片：请附上不超过 10 MB 的 `.png` 或 `.jpg`。
menu-no-lyrics = 这条消息里没有可以唱的词。
more-no-file = 这个结果的文件已经不在了。
voices-title = { $count } 个音色
voices-none = 没有符合条件的音色。请去掉一个筛选条件。
voices-language = 语言
voices-traits = 性别和年龄
voices-mood = 风格
voices-choose = 选择音色
voices-listen = 试听（免费）
voices-use = 使用这个音色
voices-speak-with = 用这个音色朗读
voices-used = ✅ { $voice } 现在是你的音色：没有指定音色时，`/{ cmd-tts-name }` 就用它。
voice-female = 女声
voice-male = 男声
voice-child = 儿童
voice-teenager = 少年
voice-youth = 青年
voice-middle-aged = 中年
voice-senior = 老年
help-title = 我能做什么
help-make = 创作
help-try = 试试 `/{ cmd-tts-name } { cmd-tts-text-name }:大家好`，不需要别的。
help-menu = 在消息菜单的“应用”里：*{ menu-read-aloud }*、*{ menu-sound-effect }*、*{ menu-add-sound }*、*{ menu-animate }*、*{ menu-song }*
help-yours = 你自己的
help-admins = 给本服务器管理员
help-operators = 给我的运营者
tts-option-instant = `{ $option }` 只适用于不超过 { $limit } 个字符、且没有 `{ cmd-tts-pitch-name }` 和 `{ cmd-tts-translate-to-name }` 的文本。请去掉它，或缩短文本。
tts-option-off = 这里不能使用 `{ $option }`。请去掉它。
speech-somebody = 某人
speech-role = 某个身份组
speech-channel = 某个频道
speech-page-customize = 频道和身份组
speech-page-browse = 浏览频道
speech-page-guide = 服务器指南
speech-page-home = 服务器指南
speech-page-linked-roles = 已关联的身份组
choice-version-unlisted = { $version }（不在列表中，按输入发送）
choice-model-lyrics =
    { $need ->
        [none] 不支持歌词
        [required] 需要歌词
       *[optional] 可加歌词
    }
refusal-command-changed = Discord 上的这个命令还是旧版本，所以什么都没有开始。请稍后再试。
jobs-list-title = 请求
jobs-list-empty = 没有请求。
jobs-list-more = 更早的：`/{ cmd-jobs-name } { cmd-jobs-list-name } { cmd-jobs-list-before-name }:{ $job }`
jobs-list-held = 已完成，等待发布

## Commands: names as people type them, and what they do

cmd-music-name = 音乐
cmd-music-description = 用文字生成音乐
cmd-music-prompt-name = 提示词
cmd-music-prompt-description = 听起来该是什么样：风格、情绪、乐器
cmd-music-model-name = 模型
cmd-music-model-description = 用哪个模型生成
cmd-music-version-name = 版本
cmd-music-version-description = 模型的哪个版本
cmd-music-lyrics-name = 歌词
cmd-music-lyrics-description = 歌词
cmd-music-instrumental-name = 纯音乐
cmd-music-instrumental-description = 不含演唱
cmd-music-reference-name = 参考音频
cmd-music-reference-description = 供模型参考的音频（mp3、wav）
cmd-music-reference-url-name = 参考音频网址
cmd-music-reference-url-description = 供模型参考的音频的公开网址
cmd-music-video-name = 视频
cmd-music-video-description = 要配乐的视频（mp4、mov）
cmd-music-video-url-name = 视频网址
cmd-music-video-url-description = 要配乐的视频的公开网址
cmd-music-gender-name = 演唱性别
cmd-music-gender-description = 由谁来唱
cmd-music-watermark-name = 水印
cmd-music-watermark-description = 在声音中加入模型自带的水印
cmd-music-format-name = 格式
cmd-music-format-description = 文件格式
cmd-music-long-name = 长歌词
cmd-music-long-description = 在表单中填写长歌词
cmd-music-lyrics-file-name = 歌词文件
cmd-music-lyrics-file-description = 歌词（.txt 文件）
cmd-music-count-name = 数量
cmd-music-count-description = 做几个，每个算一次请求
cmd-sfx-name = 音效
cmd-sfx-description = 用文字生成音效
cmd-sfx-prompt-name = 提示词
cmd-sfx-prompt-description = 描述声音
cmd-sfx-duration-name = 时长
cmd-sfx-duration-description = 时长（秒）
cmd-sfx-video-name = 视频
cmd-sfx-video-description = 要配音效的视频（mp4、mov）
cmd-sfx-video-url-name = 视频网址
cmd-sfx-video-url-description = 要配音效的视频的公开网址
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = 配合视频：贴近而轻柔的声音
cmd-sfx-bgm-prompt-name = 背景音乐
cmd-sfx-bgm-prompt-description = 配合视频：描述背景音乐
cmd-sfx-format-name = 格式
cmd-sfx-format-description = 文件格式
cmd-sfx-as-name = 形式
cmd-sfx-as-description = 以文件还是语音消息发布
cmd-sfx-count-name = 数量
cmd-sfx-count-description = 做几个，每个算一次请求
cmd-tts-name = 朗读
cmd-tts-description = 把文本变成语音
cmd-tts-text-name = 文本
cmd-tts-text-description = 要朗读的文本
cmd-tts-voice-name = 音色
cmd-tts-voice-description = 按名称、语言或性别搜索；留空则用上次的音色，或适合文本的音色
cmd-tts-language-name = 语言
cmd-tts-language-description = 文本的语言
cmd-tts-translate-to-name = 翻译成
cmd-tts-translate-to-description = 先把文本翻译成这种语言，再朗读
cmd-tts-pitch-name = 音高
cmd-tts-pitch-description = 调高或调低，以半音为单位
cmd-tts-sample-rate-name = 采样率
cmd-tts-sample-rate-description = 每秒采样数
cmd-tts-format-name = 格式
cmd-tts-format-description = 文件格式
cmd-tts-speed-name = 语速
cmd-tts-speed-description = 说话的快慢：1 为正常，适用于不超过 2,000 个字符的文本
cmd-tts-as-name = 形式
cmd-tts-as-description = 以文件还是语音消息发布
cmd-tts-text-file-name = 文本文件
cmd-tts-text-file-description = 在文本之后朗读的 .txt 文件
cmd-voices-name = 音色
cmd-voices-description = 查找音色、试听并选用
cmd-voices-language-name = 语言
cmd-voices-language-description = 它会说的语言；留空则为你的语言
cmd-voices-gender-name = 性别
cmd-voices-gender-description = 女声或男声
cmd-voices-age-name = 年龄
cmd-voices-age-description = 听起来的年龄
cmd-voices-mood-name = 风格
cmd-voices-mood-description = 听起来的感觉：温暖、沉稳、甜美……
cmd-help-name = 帮助
cmd-help-description = 我能做什么，先试什么
cmd-video-name = 视频
cmd-video-description = 用文字生成视频
cmd-video-prompt-name = 提示词
cmd-video-prompt-description = 描述视频
cmd-video-model-name = 模型
cmd-video-model-description = 用哪个模型生成
cmd-video-version-name = 版本
cmd-video-version-description = 模型的哪个版本
cmd-video-duration-name = 时长
cmd-video-duration-description = 时长（秒）
cmd-video-resolution-name = 分辨率
cmd-video-resolution-description = 清晰度，例如 1080P
cmd-video-aspect-name = 画面比例
cmd-video-aspect-description = 宽高比，例如 16:9
cmd-video-audio-name = 声音
cmd-video-audio-description = 带声音
cmd-video-image-name = 图片
cmd-video-image-description = 作为开头的图片（jpg、png）
cmd-video-last-image-name = 结尾图片
cmd-video-last-image-description = 作为结尾的图片（jpg、png）
cmd-video-off-peak-name = 空闲时段
cmd-video-off-peak-description = 更便宜，有空位时制作：最长 48 小时
cmd-video-negative-name = 排除
cmd-video-negative-description = 不要出现的内容
cmd-video-enhance-name = 润色
cmd-video-enhance-description = 让模型先扩写提示词
cmd-video-bgm-name = 背景音乐
cmd-video-bgm-description = 加背景音乐
cmd-video-watermark-name = 水印
cmd-video-watermark-description = 在画面中加入模型自带的水印
cmd-video-reference-1-name = 参考图1
cmd-video-reference-2-name = 参考图2
cmd-video-reference-3-name = 参考图3
cmd-video-reference-1-description = 要出现的人或物的图片（jpg、png）
cmd-video-reference-2-description = 第二张这样的图片
cmd-video-reference-3-description = 第三张这样的图片
cmd-video-reference-video-name = 参考视频
cmd-video-reference-video-description = 参考视频（mp4、mov）
cmd-jobs-name = 任务
cmd-jobs-description = 你的请求及其进展
cmd-jobs-list-name = 列表
cmd-jobs-list-description = 列出你最近的请求
cmd-jobs-list-everyone-name = 所有人
cmd-jobs-list-everyone-description = 本服务器所有人的请求（限版主）
cmd-jobs-list-before-name = 早于
cmd-jobs-list-before-description = 只看比这个任务更早的
cmd-jobs-show-name = 查看
cmd-jobs-show-description = 查看一个请求，并发布留存的结果
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = 哪个任务
cmd-jobs-cancel-name = 取消
cmd-jobs-cancel-description = 取消一个请求
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = 哪个任务
cmd-jobs-retry-name = 重试
cmd-jobs-retry-description = 再次发起同样的请求
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = 哪个任务

## Rules, limits and use of a server

list-separator = 、
list-quoted = “{ $text }”
admin-paused = ⏸️ 已暂停：不接收新请求。用 `/{ cmd-foley-name } { cmd-foley-resume-name }` 恢复。
admin-on = 开
admin-off = 关
admin-none = 无
admin-everywhere = 所有频道
admin-everybody = 所有人
admin-same = 请求所在的频道
admin-own-language = 各人自己的语言
admin-forever = 与请求一样久
admin-days = { $days } 天
admin-catalog = 目录的默认值
admin-kinds = 命令
admin-channels = 频道
admin-roles = 身份组
admin-results = 结果发布到
admin-alerts = 预算提醒发送到
admin-longest = 视频最长（秒）
admin-sharpest = 视频最高清晰度
admin-count = 一次最多几个
admin-age = 年龄限制频道
admin-age-anywhere = 不限
admin-age-only = 仅限那里
admin-age-never = 那里禁用
admin-keep = 保留结果副本
admin-loudness = 统一响度
admin-label = AI 标注
admin-soundboard = 音效板
admin-language = 公告语言
admin-retention = 提示词保留
admin-grace = 移除我之后的数据
admin-defaults = 默认值
admin-limits = 上限
admin-blocked = 已屏蔽
admin-blocked-users = 成员
admin-blocked-words = 词语
admin-blocked-patterns = 表达式
admin-pick-job = 选择要取消或重新发布的请求
panel-overview = 概览
panel-places = 命令与频道
panel-limits = 上限
panel-budget = 预算
panel-defaults = 默认值
panel-words = 词语与成员
panel-jobs = 任务
panel-history = 历史
panel-page = 前往…
panel-lacking = ⚠️ 我缺少权限的频道：{ $count } 个。用 `/{ cmd-foley-name } { cmd-foley-setup-name }` 查看。
panel-month = 本月
panel-preset = 应用预设…
panel-pause = 暂停
panel-resume = 恢复
panel-export = 导出设置
panel-import = 导入设置
panel-channels = 可使用我的频道（留空：所有频道）
panel-alerts = 预算提醒发送到
panel-system-channel = Discord 欢迎频道
panel-limits-about = 选择一个命令，设定每个人和整个服务器可发出的请求数。
panel-caps-now = 单次请求
panel-all-commands = 所有命令合计
panel-limit-command = 限制命令…
panel-limit-role = 限制或放开某个身份组…
panel-limit-other = 其他上限…
panel-caps = 视频时长、清晰度、数量…
panel-lift = 取消上限…
panel-no-prices = 我的运营者没有设定价格，所以这里的预算按秒计算。
panel-prices = 一般请求的费用约为
panel-attention = ⚠️ 请检查
panel-other-currency = { $currency } 的预算不再生效：价格现在使用另一种货币。
panel-budget-role = 身份组预算…
panel-budget-edit = 设定预算…
panel-usage = 用量
panel-defaults-command = 命令的默认值…
panel-data = 语言与数据…
panel-keep = 保留副本：开/关
panel-loudness = 统一响度：开/关
panel-label = AI 标注：开/关
panel-soundboard = 音效板：开/关
panel-roles = 可使用我的身份组（留空：所有人）
panel-people = 已屏蔽的成员
panel-words-edit = 词语与表达式…
panel-age = 年龄限制频道…
panel-older = 更早
panel-revert = 撤回更改…
panel-undo = 撤销
panel-unchanged = 没有更改。
panel-expired = 我已不记得这项更改。没有保存任何内容，请重新操作。
panel-save-anyway = 仍然保存
panel-drop = 不保存
panel-whole-number = “{ $value }”不是整数。
panel-amount = “{ $value }”不是金额（例如 12.50）。
panel-block-what = 请说明要屏蔽什么：`{ cmd-foley-option-user-name }`、`{ cmd-foley-option-word-name }` 或 `{ cmd-foley-option-pattern-name }`。
preset-tight = 严格
preset-normal = 普通
preset-open = 开放
preset-free = 没有上限
preset-day = 每天最多：{ $things }
change-paused = 我现在不再接受本服务器的新请求。
change-resumed = 我重新接受本服务器的请求。
history-paused = { $actor } 暂停了我
history-resumed = { $actor } 恢复了我
history-set = { $actor } 更改了“{ $setting }”：{ $old } → { $new }
history-added = { $actor } 在{ $setting }中加入了 { $values }
history-removed = { $actor } 从{ $setting }中移除了 { $values }
history-on = { $actor } 开启了 { $values }
history-off = { $actor } 关闭了 { $values }
history-raised = { $actor } 把上限从 { $old } 提高到{ limit-what }（{ $who }）
history-lowered = { $actor } 把上限从 { $old } 降到{ limit-what }（{ $who }）
history-limited = { $actor } 设定上限：{ limit-what }（{ $who }）
history-lifted = { $actor } 取消了上限：{ limit-what }（{ $who }）
history-preset-saved = { $actor } 为本服务器保存了预设“{ $name }”
history-preset-deleted = { $actor } 删除了本服务器的预设“{ $name }”
history-cancelled = { $actor } 取消了 { $owner } 的 { $job }
history-posted = { $actor } 重新发布了 { $owner } 的 { $job }
caution-word = “{ $word }”只有一个字符：几乎所有文本都会被屏蔽。
caution-zero = 上限为{ limit-what }会使其停用。
caution-frees-all = 每个人都有这个身份组：这个上限将对任何人无效。
caution-shuts = 上限为{ limit-what }时，无人能用 { $model } 创作。
caution-everyone = 每个人都有这个身份组：所有人都能使用。
caution-all-channels = 未选择频道时，可在任何地方使用我。
transfer-exported = 这是本服务器的设置。可在其他服务器用 `/{ cmd-foley-name } { cmd-foley-panel-name }` 导入。
transfer-missing = 本服务器没有，已略过：{ $missing }
transfer-foreign = 这不是我的设置文件。没有更改任何内容。
transfer-old = 此文件来自我的另一个版本。请重新导出；没有更改任何内容。
transfer-broken = 此文件中有不是设置的内容。没有更改任何内容。
admin-results-permissions = 我无法在那里发布结果。我需要：{ $permissions }。
admin-default-not-taken = `/{ $command }` 没有 `{ $option }` 的默认值。请去掉它。
limit-line = { $who }：{ $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] { $amount } 秒音乐
        [sfx] { $amount } 秒音效
        [tts] { $amount } 秒语音
        [video] { $amount } 秒视频
       *[all] { $amount } 秒声音和视频
    }
   *[count] { $kind ->
        [music] { $amount } 首歌
        [sfx] { $amount } 个音效
        [tts] { $amount } 段语音
        [video] { $amount } 个视频
       *[all] { $amount } 个请求
    }
 }
limit-what = { $window ->
    [hour] 每小时 { limit-things }
    [day] 每天 { limit-things }
    [month] 每月 { limit-things }
   *[once] 同时 { limit-things }
 }
limit-who-user = 每个人
limit-who-role = 拥有 { $role } 的每个人
limit-who-server = 整个服务器
audit-empty = 还没有任何变更。
usage-title = 最近 { $days } 天的用量
usage-empty = 没有用量。
usage-requests = 请求
usage-seconds = 秒
usage-returned = 免费
usage-days = 按天
usage-people = 按人
usage-models = 按模型
usage-open = { $count } 个尚未完成：按估计计算
usage-person = { $who }：{ $count } 个请求，{ $seconds } 秒
usage-budget = 服务器上限剩余
setup-title = 设置 Foley
setup-intro = 一切都可以随时更改；只有能管理本服务器的人看得到这里。
setup-permissions = 权限
setup-fine = ✅ { $count } 个频道权限齐全
setup-lack = ⚠️ { $channel }：{ $permissions }
setup-now = 当前
setup-next = 接下来
setup-steps =
    1️⃣ 给我缺少的权限，然后按 *{ setup-again }*。
    2️⃣ 打开 `/{ cmd-foley-name } { cmd-foley-panel-name }`：选择可在哪里使用我、结果发到哪里。
    3️⃣ 在那里查看上限，然后按 *做个测试*（一个付费请求）。
setup-again = 重新检查
setup-test = 做个测试（付费）
setup-no-test = 没有可测试的：请先开启 `/{ cmd-sfx-name }`、`/{ cmd-music-name }` 或 `/{ cmd-video-name }`。
setup-choose-results = 结果发布到哪里（留空：请求所在的频道）
setup-choose-kinds = 开启哪些命令
permission-read-message-history = 阅读消息历史记录
welcome =
    👋 感谢添加 **Foley**：用文字生成音乐、音效、语音和视频。
    1️⃣ 试试看：`/{ cmd-sfx-name } { cmd-sfx-prompt-name }:门吱呀作响` 或 `/{ cmd-music-name } { cmd-music-prompt-name }:安静的雨`。
    2️⃣ 本服务器以预设 **{ $preset }** 开始。{ $about }
    3️⃣ 管理员可用 `/{ cmd-foley-name } { cmd-foley-panel-name }` 更改；`/{ cmd-foley-name } { cmd-foley-setup-name }` 显示缺少的权限。
welcome-back =
    👋 感谢添加 **Foley**：用文字生成音乐、音效、语音和视频。
    1️⃣ 试试看：`/{ cmd-sfx-name } { cmd-sfx-prompt-name }:门吱呀作响` 或 `/{ cmd-music-name } { cmd-music-prompt-name }:安静的雨`。
    2️⃣ 管理员可用 `/{ cmd-foley-name } { cmd-foley-panel-name }` 查看和更改设置；`/{ cmd-foley-name } { cmd-foley-setup-name }` 显示缺少的权限。

## Refused by the server's rules

rules-admins-only = 只有能管理本服务器的人可以这样做。
rules-paused = 我在本服务器已暂停。管理员可以用 `/{ cmd-foley-name } { cmd-foley-resume-name }` 恢复。
rules-blocked-user = 本服务器的管理员已禁止你使用我。
rules-kind-off-music = 本服务器已关闭音乐。
rules-kind-off-sfx = 本服务器已关闭音效。
rules-kind-off-tts = 本服务器已关闭语音。
rules-kind-off-video = 本服务器已关闭视频。
rules-channel = 这个频道不能使用我。请使用：{ $channels }
rules-role = 这里只有拥有以下身份组之一的人才能使用我：{ $roles }
rules-age-only = 在本服务器，我只能在年龄限制频道使用。
rules-age-never = 在本服务器，我不能在年龄限制频道使用。
rules-blocked-text = 这段文本含有本服务器不允许的内容。请换一种说法。
rules-patterns-slow = 本服务器的屏蔽表达式检查耗时过长。请过一会儿再试，并请管理员简化它们。
rules-word-empty = 这个词里没有可见的字符。
rules-word-long = 屏蔽词最多 { $limit } 个字符。
rules-not-blocked = 它没有被屏蔽。
rules-pattern-bad = 这不是我能使用的正则表达式（RE2）：{ $reason }
rules-pattern-empty = 这个表达式会匹配一切。请写得更具体。
rules-pattern-large = 这个表达式太大。请简化。
rules-pattern-long = 表达式最多 { $limit } 个字符。
rules-too-many-words = 最多可以屏蔽 { $limit } 个词语。
rules-too-many-patterns = 最多可以屏蔽 { $limit } 个表达式。
rules-too-many-limits = 最多可以有 { $limit } 条上限。
rules-too-many-users = 最多可以屏蔽 { $limit } 人。
rules-too-many-channels = 最多可以列出 { $limit } 个频道。
rules-too-many-roles = 最多可以列出 { $limit } 个身份组。
rules-all-kinds-off = 至少要保留一个命令。`/{ cmd-foley-name } { cmd-foley-pause-name }` 可以全部停止。
rules-video-too-long = 本服务器的视频最长 { $limit } 秒；这个约 { $asked } 秒。请把 `{ cmd-video-duration-name }` 设为 { $limit } 或更短。
rules-video-too-sharp = 本服务器的视频最高 { $limit }；这个是 { $asked }。请把 `{ cmd-video-resolution-name }` 设为 { $limit } 或更低。
rules-count = 本服务器一次请求最多 { $limit } 个；这次是 { $asked } 个。请把 `{ cmd-music-count-name }` 设为 { $limit } 或更少。
rules-cap-seconds = 视频最长时长须为 1 到 { $limit } 秒。
rules-cap-count = 一次请求的最大数量须为 1 到 { $limit }。
rules-limit-amount = 上限必须在 0 到 { $limit } 之间。
rules-limit-window = 上限需要时间范围；同时进行的没有。
rules-limit-role = 身份组的上限需要指定身份组。
rules-limit-missing = 没有这条上限。
rules-retention = 提示词可以保留 0 到 { $limit } 天。
rules-grace = 移除我之后，数据可以保留 0 到 { $limit } 天。
refusal-paused-all = 我正在维护，已暂停。请稍后再试。
refusal-draining = 我即将更新，暂不接收新请求。请几分钟后再试。
quota-never-fits = { $measure ->
    [money] 这大约需要 { $asked }
    [seconds] 这大约会生成 { $asked } 秒
   *[count] 这会是 { $asked } 个请求
 }；上限是 { limit-what }。

## Everybody's own data

privacy-exported = 这是我存储的关于你的全部数据。
privacy-question = 这会删除你在所有服务器的全部请求、结果和设置；仍在进行的会被取消。此操作无法撤销。已经发到 Discord 的消息会保留。
privacy-confirm = 删除我的数据
privacy-deleted = 完成。已删除你的 { $jobs } 个请求。
privacy-cancelled = 其中 { $count } 个尚未结束，已被取消。
privacy-billed = { $count } 个已提交给服务商，无法停止，仍可能计费。
privacy-pending = { $count } 个此刻正在发送或发布，几分钟内会删除。

## The operator

operator-title = 状态
operator-only = 只有这个机器人的运营者可以这样做。
operator-servers = 服务器：{ $count }
operator-paused = ⏸️ 已暂停：不接收也不发送新请求。
operator-draining = 🚰 正在排空：不接收新请求。
operator-line = 🛠️ 维护提示：{ $line }
operator-poller = 轮询器
operator-turned = { $turned }前最后一次轮询 · 关注 { $watched } 个 · { $waiting } 个待发布
operator-elsewhere = 由另一个进程负责。
operator-budgets = 预算（已用 / 每秒允许 · 等待）
operator-jobs = 未结束的请求
operator-oldest = 最早：{ $job }，{ $when }
operator-held = 留存待发：{ $count }
operator-faults = 最近一天的错误
operator-left = 已离开 { $server }。
operator-no-server = 我不在使用这个 ID 的服务器里。
operator-own-server = 这是运营者自己的服务器。
operator-maintenance-long = 提示最多 { $limit } 个字符。

## Choices of commands

choice-count = 请求数
choice-seconds = 音频和视频的秒数
choice-money = 金额
choice-at-once = 同时进行的请求
choice-hour = 每小时
choice-day = 每天
choice-month = 每月

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = Foley 在本服务器的规则、上限和用量
cmd-foley-block-name = 屏蔽
cmd-foley-block-description = 屏蔽成员、词语或表达式
cmd-foley-option-user-name = 成员
cmd-foley-option-user-description = 哪个人
cmd-foley-option-word-name = 词语
cmd-foley-option-word-description = 词或短语，不论怎么拼写
cmd-foley-option-pattern-name = 表达式
cmd-foley-option-pattern-description = 正则表达式（RE2）
cmd-foley-pause-name = 暂停
cmd-foley-pause-description = 本服务器不再接收新请求；进行中的继续
cmd-foley-resume-name = 恢复
cmd-foley-resume-description = 本服务器重新接收请求
cmd-foley-usage-name = 用量
cmd-foley-usage-description = 本服务器的用量，按天、命令和成员，附图表
cmd-foley-option-days-name = 天数
cmd-foley-option-days-description = 多少天
cmd-foley-jobs-name = 任务
cmd-foley-jobs-description = 本服务器的所有请求：取消，或重新发布结果
cmd-foley-panel-name = 面板
cmd-foley-panel-description = 我在此所做的一切，集中在一处
cmd-foley-export-name = 导出
cmd-foley-export-description = 本服务器的设置文件
cmd-foley-option-chart-name = 图表
cmd-foley-option-chart-description = 图表显示什么
cmd-foley-setup-name = 向导
cmd-foley-setup-description = 设置向导：缺少的权限、初始设置、一次测试
cmd-operator-name = 运营
cmd-operator-description = 运营这个机器人
cmd-operator-status-name = 状态
cmd-operator-status-description = 轮询器、预算、最早的任务、按代码统计的错误
cmd-operator-pause-name = 暂停
cmd-operator-pause-description = 在所有服务器不接收也不发送新请求
cmd-operator-resume-name = 恢复
cmd-operator-resume-description = 结束暂停和排空
cmd-operator-drain-name = 排空
cmd-operator-drain-description = 在所有服务器不接收新请求，完成现有的
cmd-operator-maintenance-name = 维护
cmd-operator-maintenance-description = 在每条状态消息中加一行提示；留空则去掉
cmd-operator-maintenance-line-name = 提示
cmd-operator-maintenance-line-description = 提示的内容
cmd-operator-leave-name = 离开
cmd-operator-leave-description = 离开一个服务器
cmd-operator-leave-server-name = 服务器
cmd-operator-leave-server-description = 服务器的 ID
cmd-privacy-name = 隐私
cmd-privacy-description = 我存储的关于你的数据
cmd-privacy-export-name = 导出
cmd-privacy-export-description = 以 JSON 获取我存储的关于你的全部数据
cmd-privacy-delete-name = 删除
cmd-privacy-delete-description = 删除我存储的关于你的全部数据
cmd-preset-name = 预设
cmd-preset-description = 保存一次请求，以后再用
cmd-preset-save-name = 保存
cmd-preset-save-description = 给你的一次请求起名保存
cmd-preset-save-name-name = 名称
cmd-preset-save-name-description = 叫什么
cmd-preset-save-id-name = id
cmd-preset-save-id-description = 哪次请求；不填则是你在此处最近的一次
cmd-preset-save-server-name = 服务器
cmd-preset-save-server-description = 给本服务器的所有人（管理员）
cmd-preset-use-name = 使用
cmd-preset-use-description = 再做一次保存的请求
cmd-preset-use-name-name = 名称
cmd-preset-use-name-description = 哪一个
cmd-preset-use-prompt-name = 提示词
cmd-preset-use-prompt-description = 换一段话，立即制作；不填则先查看再修改
cmd-preset-list-name = 列表
cmd-preset-list-description = 列出你的预设和本服务器的预设
cmd-preset-delete-name = 删除
cmd-preset-delete-description = 删除一个预设
cmd-preset-delete-name-name = 名称
cmd-preset-delete-name-description = 哪一个

## Saved requests

preset-saved = ✅ 已存为 **{ $name }**。用 `/{ cmd-preset-name } { cmd-preset-use-name }` 可以再做一次，文字相同或不同都行。
preset-replaced = ✅ 已存为 **{ $name }**，替换了原来同名的。
preset-deleted = 已删除 **{ $name }**。
preset-files = 文件不会保存：使用时请重新附上。
preset-unknown = 没有叫这个名字的预设。`/{ cmd-preset-name } { cmd-preset-list-name }` 会列出你的和本服务器的。
preset-nothing = 你在这里还没有可以保存的请求。请先做点什么。
preset-name = 预设需要一个看得见的名称，不含冒号。
preset-too-many = 最多保存 { $limit } 个预设。请先删除一个。
preset-none = 还没有预设。先做点什么，再用 `/{ cmd-preset-name } { cmd-preset-save-name }` 保存。
preset-own = 你的
preset-server = 本服务器

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] 整个服务器：上限为 0，已停用
   *[person] 你的上限为 0，已停用
 }
quota-left = { $scope ->
    [server] 整个服务器：{ limit-what }，还剩 { $left }
   *[person] { limit-what }，还剩 { $left }
 }
quota-used-at-once = { $scope ->
    [server] 本服务器已有 { limit-things }在进行。请等其中一个结束。
   *[person] 你已有 { limit-things }在进行。请等其中一个结束。
 }
quota-used-off = { $scope ->
    [server] 此功能已在本服务器停用：管理员把上限设为 0。
   *[person] 此功能已对你停用：服务器管理员把你的上限设为 0。
 }
quota-used = { $scope ->
    [operator] 所有服务器共用的预算已用完，现在无法开始。
    [server] 这会超出本服务器的上限：{ limit-what }。
   *[person] 这会超出你的上限：{ limit-what }。
 }
quota-fewer = { $asked } 个里只有 { $fits } 个能放进{ $scope ->
    [server] 本服务器的上限（{ limit-what }）
    [operator] 所有服务器共用的预算
   *[person] 你的上限（{ limit-what }）
 }，所以我一个也没有开始。
quota-warning = { $scope ->
    [operator] ⚠️ 所有服务器的预算（{ limit-what }）已用掉 { $percent }%。重置时间：{ $free }
   *[server] ⚠️ 本服务器的上限（{ limit-what }）已用掉 { $percent }%。重置时间：{ $free }
 }
cost-estimate = 费用约为 { $cost }。
