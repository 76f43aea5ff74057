# Korean. The master is en-US.ftl: same keys, same variables. Options are named by reference, as people see them.

language-name = 한국어

## Time and size

time-seconds = { $seconds }초
time-minutes = { $minutes }분
time-minutes-seconds = { $minutes }분 { $seconds }초
time-hours-minutes = { $hours }시간 { $minutes }분
time-about-seconds = 약 { $count }초
time-about-minutes = 약 { $count }분
time-about-hours = 약 { $count }시간
time-span-seconds = { $low }–{ $high }초
time-span-minutes = { $low }–{ $high }분
time-span-hours = { $low }–{ $high }시간
size-kb = { $size } KB
size-mb = { $size } MB

## Status message

state-requested = 요청을 보낼 준비를 하고 있어요
state-submitting = 요청을 보내고 있어요
state-queued = 빈자리를 기다리는 중이에요
state-waiting-music = 작곡하는 중이에요…
state-waiting-sfx = 효과음을 만드는 중이에요…
state-waiting-tts = 음성을 생성하는 중이에요…
state-waiting-video = 영상을 만드는 중이에요…
state-percent = { $percent }%
state-position = 이 서버 대기열 { $length }개 중 { $position }번째
state-asked = { $when } 요청
state-started = { $when } 시작
state-usual = 보통 { $usual } 걸려요
state-slower = 평소보다 오래 걸리고 있어요(보통 { $usual }). 계속 작업하고 있어요.
state-off-peak = 한가한 시간에 더 싸게 만들어요. 늦어도 { $when } 완성돼요
state-ready = 완성! 올릴 준비를 하고 있어요
state-done = { $took } 만에 완료
group-progress = { $all }개 중 { $ready }개 완료
state-jump = 결과로 이동
state-why = 이유 보기
state-removed = 결과가 삭제되었어요
state-sent-directly = { $person } 님에게 다이렉트 메시지로 보냈어요
state-held = 완성됐지만 이 채널에 올릴 수 없고 다이렉트 메시지도 닫혀 있어요. 결과는 보관해 둘게요. 채널을 다시 쓸 수 있게 되면 *지금 올리기*를 누르거나 `/{ cmd-jobs-name } { cmd-jobs-show-name }`를 사용하세요.
state-cancelled = 취소했어요.
state-cancelled-by = { $person } 님이 취소했어요.
stage-fetching = 완성! 파일을 가져오고 있어요
stage-fitting = 완성! Discord 업로드 한도에 맞게 파일을 줄이고 있어요
stage-posting = 완성! 업로드하고 있어요

## Endings without a result

ending-failed-title = 만들지 못했어요
ending-failed = 제공업체가 완성하지 못했어요.
ending-refused-title = 받아들여지지 않음
ending-refused = 이 요청은 받아들여지지 않았어요.
ending-unknown-title = 결과를 알 수 없음
ending-unknown = 요청은 보냈지만 읽을 수 있는 답이 오지 않았어요.
ending-abandoned-title = 더 기다리지 않음
ending-abandoned = 너무 오래 걸려서 기다리기를 그만뒀어요.
ending-goes-on-title = 작업이 계속되고 있어요
ending-goes-on = 요청이 제공업체에 전달되어 있으니 다시 보내지 마세요. 지켜보다가 결과를 여기에 올릴게요.
ending-lost-title = 만들었지만 파일이 사라졌어요
call-failed = { $person } 님, 요청이 실패했어요.
call-refused = { $person } 님, 요청이 받아들여지지 않았어요.
call-unknown = { $person } 님, 요청이 시작됐는지 알 수 없어요.
call-abandoned = { $person } 님, 요청이 제시간에 끝나지 않았어요.
charged-no = 요금은 청구되지 않았어요.
charged-maybe = 제공업체가 요금을 청구했을 수 있어요.
charged-maybe-cancelled = 제공업체가 이미 접수한 뒤라 요금이 청구될 수 있어요.
charged-unknown = 작업이 시작되어 요금이 청구됐을 수도, 아닐 수도 있어요.
charged-lost = 만들어졌으므로 요금이 청구되었어요.
advice-failed = 그대로 다시 실행하거나 수정한 뒤 실행할 수 있어요. 새 유료 요청이 돼요.
advice-refused = 수정해서 다시 보내 주세요.
advice-unknown = 두 번 청구될 수 있어도 괜찮을 때만 다시 보내거나 수정해 주세요.
advice-unknown-searched = 한 시간 동안 제공업체의 작업 목록에서 계속 찾아볼게요. 정확히 하나만 일치하면 그 작업을 이어받아 결과를 여기에 올릴게요.
advice-abandoned = *{ button-look }* 버튼을 누르면 한 번 더 물어볼게요. 비용은 들지 않아요. *{ button-edit }* 버튼은 새 유료 요청이 돼요.
advice-lost = *{ button-again }* 버튼을 누르면 새로 만들며, 새 유료 요청이 돼요.

## Result message

call-ready-more = 같은 결과의 이어지는 부분 ({ $part }/{ $parts })
footer-job = 작업
job-line = 작업 `{ $job }`
link-label = 원본 파일
link-until = 링크 만료: { $when }
alt-waveform = 소리의 파형
alt-poster = 영상의 한 장면
remark-made-smaller = 이곳의 Discord 업로드 한도에 맞게 용량을 줄였어요.
remark-too-large = 이곳의 Discord 업로드 한도를 넘어서 링크로 올려요.
remark-not-fetched = 파일을 내려받지 못해 링크로 드려요.
remark-incomplete = 받은 파일이 온전하지 않아서 링크로 올려요.
remark-link-dead = 제공업체에 파일이 더는 없고, 저에게도 사본이 없어요.
remark-part-refused = Discord가 이 메시지의 일부를 거부해서 그 부분을 뺐어요.
direct-from = **{ $server }**, { $channel }에서 보낸 결과예요.
direct-server-unknown = 제가 더 이상 없는 서버
direct-why-gone = 그 채널이 더 이상 없어요.
direct-why-access = 그 채널이 더 이상 보이지 않아요.
direct-why-permission = 그곳에 올릴 권한이 없어요.
direct-why-thread = 그 스레드가 보관되었거나 잠겨 있어요.
direct-why-other = 그곳에 올리지 못했어요.
remark-not-media = 이 파일을 오디오나 영상으로 읽을 수 없어 링크로 드려요.
remark-no-voice-message = 파일로 올렸어요. 여기서는 음성 메시지를 보낼 권한이 없어요.
remark-voice-too-large = 파일로 올렸어요. 음성 메시지로 올리기에는 용량이 너무 커요.
remark-voice-not-made = 파일로 올렸어요. 음성 메시지로 만들 수 없었어요.
remark-link-too-long = 링크가 너무 길어서 여기에 표시할 수 없어요.
remark-ai-generated = AI가 만들었어요.
field-soundboard-name = 이름(2~32자)
field-soundboard-emoji = 이모지
field-soundboard-start = 시작 초(5.2초를 써요)
soundboard-added = “{ $name }”을(를) 사운드보드에 넣었어요.
soundboard-off = 여기서는 사운드보드가 꺼져 있어요. 관리자가 `/{ cmd-foley-name } { cmd-foley-panel-name }`로 허용할 수 있어요.
soundboard-no-right = 그러려면 이 서버에서 *표현 만들기* 권한이 필요해요.
soundboard-bot-no-right = 그러려면 제가 이 서버에서 *표현 만들기* 권한이 필요해요.
soundboard-full = 사운드보드가 가득 찼어요. 소리 하나를 지우고 다시 해 보세요.
soundboard-name = 이름은 2자 이상이어야 해요.
soundboard-emoji = “{ $value }”은(는) 이모지가 아니에요.
soundboard-start-bad = “{ $value }”은(는) 초 단위 숫자가 아니에요.
soundboard-start = 그때는 소리가 이미 끝나요. 길이는 { $seconds }초예요.

## Buttons

button-again = 다시 만들기
button-look = 다시 확인
button-edit = 수정
button-retry = 다시 시도
button-voice = 음성 메시지
button-soundboard = 사운드보드에 넣기
button-cover = 다른 스타일로 커버
button-sound = 소리 넣기
button-score = 음악 넣기
button-song = 노래로 만들기
button-revoice = 목소리 바꾸기
button-details = 자세히
button-cancel = 취소
button-cancelall = 모두 취소
button-resubmit = 다시 보내기
button-delete = 삭제
button-more = 더 보기…
button-keep = 이것만 남기기
button-remove = 모두에게서 삭제
repair-choose = 고치기: 바꿀 것을 선택하세요
repair-without = { $option } 없이
button-deliver = 지금 올리기
button-deliver-again = 다시 올리기

## Answers to buttons and commands

answer-cancelled = 취소했어요. 요금은 청구되지 않았어요.
answer-cancelled-stopped = 취소했고, 제공업체도 작업을 멈췄어요.
answer-cancelled-unstoppable = 취소했어요. 결과는 올리지 않을게요. 제공업체의 작업은 더 이상 멈출 수 없어 요금이 청구될 수 있어요.
answer-group-cancelled = { $count }개를 취소했어요.
answer-group-billed = 그중 { $count }개는 제공업체에서 더 이상 멈출 수 없어 요금이 청구될 수 있어요.
answer-group-busy = { $count }개는 지금 전송하거나 올리는 중이라 그대로 두었어요. 잠시 뒤에 다시 눌러 주세요.
answer-deleted = 삭제했어요.
answer-kept = { $count ->
    [0] 이 요청에서 더 지울 것이 없어요.
   *[other] 이것만 남기고 나머지 { $count }개를 지웠어요.
 }
answer-delivering = 잠시 후 다시 올릴게요.
answer-look-found = 이미 완성되어 있었어요. 지금 올릴게요.
answer-look-running = 아직 만드는 중이에요. 다시 지켜보다가 완성되면 올릴게요.
answer-look-failed = 결과 없이 끝났어요. 이유를 올릴게요.
answer-look-gone = 제공업체에 이 작업 기록이 더 이상 없어서 가져올 수 있는 것이 없어요.
answer-look-silent = 지금은 이 작업에 대한 답을 받지 못했어요. 몇 분 뒤에 다시 시도해 주세요.
answer-voice-done = 음성 메시지로 올렸어요.
answer-voice-as-file = 파일로 올렸어요. 여기서는 음성 메시지를 보낼 권한이 없어요.
answer-voice-making = 음성 메시지를 만드는 중이에요…
answer-delete-sure = 이 결과를 모두에게서 삭제할까요? 여기서는 되돌릴 수 없어요.
answer-same-job = 이미 진행 중이에요: { $link }
answer-modal-used = 이 양식은 이미 보냈어요. 요청은 처리 중이에요.
answer-modal-gone = 이 양식은 만료되었어요. 시작된 것은 없으니 명령어를 다시 사용해 주세요.
details-title = 자세한 정보
details-command = 복사할 명령어
details-command-file = 정확한 명령어는 첨부 파일에 있어요.
details-attach = 다시 첨부할 파일
details-ids = ID
details-times = 시각
details-job = 작업
details-made-from = 원본 작업
details-group = 한 요청의 { $size }개 중 { $index }번째
details-task = Tencent Cloud 작업
details-request = Tencent Cloud 요청 ID
details-code = 코드
details-asked = 요청
details-sent = 전송
details-accepted = 접수
details-ended = 종료
details-posted = 게시
details-state = 상태
details-loudness = 음량
details-cost = 비용
details-cost-open = { $cost } (완료되면)
details-cost-maybe = { $cost } (제공업체가 청구하면)
details-cost-second = { $fixed } + 초당 { $second }
state-name-requested = 전송 예정
state-name-queued = 빈자리 대기 중
state-name-submitting = 전송 중
state-name-waiting = 진행 중
state-name-ready = 완료
state-name-failed = 실패
state-name-refused = 받아들여지지 않음
state-name-unknown = 알 수 없음
state-name-abandoned = 대기 포기
state-name-cancelled = 취소됨

## Modals

modal-music-lyrics = 가사가 있는 음악
modal-edit-music = 수정 후 실행: 음악
modal-edit-sfx = 수정 후 실행: 효과음
modal-edit-tts = 수정 후 실행: 음성
modal-edit-video = 수정 후 실행: 영상
field-prompt = 만들 내용
field-style = 스타일
field-lyrics = 가사
field-style-hint = 여기에 한꺼번에 붙여 넣어도 돼요: 스타일, 빈 줄, 가사 순서
field-text = 읽을 텍스트
field-voice = 목소리 (이름 또는 ID)
field-language = 언어
field-pitch = 음높이 (반음)
field-attach = { $option }: 파일 첨부
field-address = { $option }: 또는 주소
field-model = 모델
field-duration = 길이 (초)
field-format = 파일 형식
field-count = 개수
field-each-day = 1인당 하루
field-each-month = 1인당 한 달
field-server-day = 서버 전체 하루
field-server-month = 서버 전체 한 달
field-no-limit = 비우면 한도 없음
field-whom = 대상
field-command = 명령어
field-measure = 세는 것
field-window = 기간
field-amount = 값
field-model-default = 모델
field-version-default = 버전
field-voice-default = 목소리
field-language-default = 언어
field-words-add = 차단할 단어
field-words-remove = 다시 허용할 단어
field-patterns-add = 차단할 패턴 (RE2)
field-patterns-remove = 다시 허용할 패턴
field-one-a-line = 한 줄에 하나
field-settings-file = 다른 서버의 파일
field-form = 게시 방식
field-audio = 소리
field-instrumental = 보컬
field-resolution-aspect = 해상도와 화면비
field-resolution-aspect-hint = 예: 1080P 16:9
field-empty-is-model = 비워 두면 모델이 알아서 정해요
choice-mp3 = MP3
choice-wav = WAV
choice-file = 파일
choice-automatic = 자동
choice-any = 아무거나
choice-none = 없음
choice-voice = 음성 메시지
choice-female = 여성
choice-male = 남성
choice-vocals = 보컬 있음
choice-instrumental = 연주곡
choice-either = 모델에 맡기기
choice-sound = 소리 있음
choice-silent = 무음
refusal-number = *{ $field }*의 “{ $value }”은(는) 정수가 아니에요.
refusal-shape = “{ $value }”은(는) 1080P 16:9 같은 해상도와 화면비가 아니에요.

## Refusals

refusal = 그렇게 할 수 없어요.
refusal-job-not-found = 여기에 그런 작업이 없거나 볼 수 있는 작업이 아니에요.
refusal-unavailable = 지금은 요청을 받을 수 없어요. 아무것도 시작되지 않았으니 1분 뒤에 다시 시도해 주세요.
refusal-store-unavailable = 지금 데이터베이스에 연결할 수 없어요. 아무것도 시작되지 않았으니 1분 뒤에 다시 시도해 주세요.
refusal-stopping = 다시 시작하는 중이에요. 아무것도 시작되지 않았으니 1분 뒤에 다시 시도해 주세요.
refusal-next-free = 초기화: { $when }
refusal-not-yours = 요청한 본인이나 관리자만 할 수 있어요.
refusal-moderators-only = 관리자만 할 수 있어요.
refusal-cancel-submitting = 지금 막 전송하는 중이라 취소할 수 없어요. 몇 초 뒤에 다시 시도해 주세요.
refusal-cancel-too-late = 이미 끝나서 취소할 것이 없어요.
refusal-not-unknown = 이 작업의 결과는 이미 알려져 있어 다시 보낼 것이 없어요.
refusal-not-abandoned = 이 작업은 포기하지 않았으니 다시 확인할 것이 없어요.
refusal-already-resubmitted = 이미 다시 보냈어요.
refusal-not-ended = 아직 끝나지 않았거나 취소된 작업이에요.
refusal-being-posted = 지금 올리는 중이에요.
refusal-clip-running = 이전 음성 메시지를 아직 만드는 중이에요. 잠시 후 다시 시도해 주세요.
refusal-no-sound = 이 작업에는 음성 메시지로 올릴 소리가 없어요.
refusal-not-in-server = 저는 서버에서만 쓸 수 있어요. 제가 추가된 서버의 채널에서 사용해 주세요.
refusal-channel-unknown = 제가 모르는 종류의 채널이라 여기에는 올릴 수 없어요. 텍스트 채널에서 사용해 주세요.
refusal-bot-not-in-server = 이 서버에 제가 들어와 있지 않아요. 서버 관리자에게 *bot* 스코프로 저를 추가해 달라고 요청하세요.
refusal-bot-permissions = 여기에 결과를 올릴 수 없어요. 이 채널에서 다음 권한이 필요해요: { $permissions }.
refusal-thread-locked = 이 스레드는 잠겨 있어서 결과를 올릴 수 없어요. 잠금을 풀거나 다른 채널을 이용해 주세요.
refusal-forum = 포럼 자체에는 올릴 수 없어요. 포럼 게시물 안에서 명령어를 사용해 주세요.
permission-view-channel = 채널 보기
permission-send-messages = 메시지 보내기
permission-send-messages-in-threads = 스레드에서 메시지 보내기
permission-embed-links = 링크 첨부
permission-attach-files = 파일 첨부

## Errors

error-internal = 제 쪽에 문제가 생겼어요. 결과를 기다리고 있었다면 `/{ cmd-jobs-name } { cmd-jobs-list-name }`에서 상태를 볼 수 있어요.
error-id = 제 쪽에 문제가 생겼어요. 계속되면 운영자에게 이 ID를 알려 주세요: `{ $id }`
error-config = 제 설정이 올바르지 않아요. 운영자가 고쳐야 해요.
error-unreachable = 제게 필요한 서비스에 지금 연결할 수 없어요.
error-store = 데이터베이스에 문제가 생겼어요. 새로 시작된 것은 없어요.
provider-error = 제공업체에 문제가 있었어요.
provider-not-sent = 제공업체에 연결할 수 없었어요.
provider-later = 지금은 제공업체가 바빠요.
provider-rejected = 제공업체가 이 요청을 받아들이지 않았어요.
provider-unknown = 요청은 보냈지만 읽을 수 있는 답이 오지 않았어요.
job-abandoned = 너무 오래 걸려서 기다리기를 그만뒀어요.
job-unsent-too-long = 하루가 지나도 시작하지 못해서 취소했어요.
job-not-sent = 보내기 전에 제 쪽에서 문제가 생겼어요.
fetch-failed = 결과를 내려받지 못했어요. 링크는 아직 열릴 수 있어요.
fetch-forbidden = 결과가 제가 내려받지 않는 주소에 있어요.
fetch-gone = 결과 링크가 더 이상 열리지 않아요.
fetch-too-large = 결과가 제가 내려받을 수 있는 크기보다 커요.
media-failed = 결과를 Discord에 올릴 수 있게 준비하지 못했어요.
media-unreadable = 받은 파일에 재생할 수 있는 소리나 화면이 없어요.
media-incomplete = 받은 파일이 온전하지 않아요.
media-too-large = 품질을 망치지 않고는 이 서버에 맞게 결과를 줄일 수 없어요.
media-worker-died = 결과를 준비하는 데 시간이나 메모리가 너무 많이 들어 중단됐어요.
media-no-sound = 소리가 없어요.
message-failed = Discord가 메시지를 거부했어요.

## What Tencent Cloud said

tencent-moderation = 제공업체의 콘텐츠 검사에서 이 텍스트나 참고 자료를 거부했어요. 표현을 바꿔 주세요.
tencent-bad-input = 이 옵션들은 함께 쓸 수 없어요. 다른 옵션을 골라 주세요.
tencent-model = 이 모델이나 버전은 더 이상 제공되지 않아요. 다른 것을 골라 주세요.
tencent-reference = 참고 파일을 사용할 수 없었어요. 다른 파일이나 누구나 내려받을 수 있는 파일을 주세요.
tencent-text-too-long = 한 번에 음성으로 바꾸기에는 텍스트가 너무 길어요. 줄여 주세요.
tencent-speech-refused = 이 음성 요청이 거부됐어요. 목소리와 텍스트를 확인해 주세요.
tencent-size = 이 요청이나 응답이 너무 커요.
tencent-rate = 지금 요청이 너무 많아요. 다시 시도할게요.
tencent-busy = 제공업체가 받을 수 있는 만큼 작업 중이에요. 하나가 끝나면 다시 시도할게요.
tencent-capacity = 지금은 처리할 여유가 없어요. 나중에 다시 시도해 주세요.
tencent-trouble = 제공업체가 제대로 응답하지 못하고 있어요.
tencent-keys = API 키가 받아들여지지 않아요. 운영자가 고쳐야 해요.
tencent-token = 임시 접근 권한이 잘못되었거나 만료됐어요. 운영자가 고쳐야 해요.
tencent-clock = 제 컴퓨터의 시계가 맞지 않아요. 운영자가 고쳐야 해요.
tencent-permission = API 키에 이 작업 권한이 없어요. 운영자가 고쳐야 해요.
tencent-not-enabled = 제 계정에서 사용 설정되어 있지 않아요. 운영자가 고쳐야 해요.
tencent-arrears = 제공업체 계정의 요금이 밀려 있어요. 운영자가 고쳐야 해요.
tencent-quota = 제공업체의 제 할당량을 모두 썼어요. 운영자가 고쳐야 해요.
tencent-sub-app-id = 애플리케이션 ID 설정(FOLEY_VOD_SUB_APP_ID)이 잘못됐어요. 운영자가 고쳐야 해요.
tencent-bucket = 결과 저장소가 없어요. 운영자가 고쳐야 해요.
tencent-address = 설정된 주소나 지역은 서비스되지 않아요. 운영자가 고쳐야 해요.
tencent-unknown-field = 제공업체가 모르는 옵션을 보냈어요. 운영자에게 알려 주세요.
tencent-outdated = 제공업체가 더 이상 이 기능을 제공하지 않아요. 운영자에게 알려 주세요.
tencent-failed = 제공업체가 처리하지 못했어요.
tencent-task-gone = 제공업체에 이 작업이 더는 없어요.
tencent-cannot-stop = 이 작업은 더 이상 멈출 수 없어요.
tencent-task-failed = 제공업체가 작업을 멈췄는데, 이유는 알 수 없어요. 원래 메시지는 *{ button-details }*에 있어요. 다른 말이나 옵션이면 될 수도 있어요.
tencent-task-input = 제공업체가 이 옵션으로는 작업할 수 없어요. 다른 옵션을 골라 주세요.
tencent-inner = 만드는 동안 제공업체 쪽에 문제가 생겼어요. 다시 시도하면 될 수도 있어요.
tencent-model-failed = 모델이 이 내용으로는 아무것도 만들지 못했어요. 다시 시도하면 될 수도 있어요.
tencent-task-stopped = 이 작업은 제공업체에서 중지됐어요.
tencent-task-timeout = 너무 오래 걸려 제공업체가 포기했어요. 다시 시도하면 될 수도 있어요.
tencent-speech-failed = 이 텍스트를 읽지 못했어요.
tencent-no-result = 제공업체는 완료했다고 하지만 파일이 오지 않았어요.

## The database

store-refused = 데이터베이스를 사용할 수 없어요: { $detail }
store-refused-foreign = 데이터베이스 { $path }은(는) 다른 프로그램의 것이에요. FOLEY_DATABASE_URL에 Foley 전용 데이터베이스를 지정해 주세요.
store-refused-junk = { $path }은(는) 데이터베이스가 아니에요. 올바른 파일을 지정하거나 이 파일을 옮겨 주세요.
store-refused-unreadable = { $path }을(를) 읽을 수 없어요: { $detail }.
store-refused-newer = 데이터베이스 { $path }은(는) 더 새로운 Foley가 기록했어요 (리비전 { $revision }, 이 버전은 { $known }까지 알아요). 새 버전을 실행하거나 이전 백업을 복원하세요.
store-refused-in-use = 다른 프로세스가 이미 { $path }을(를) 사용 중이에요. SQLite 데이터베이스는 한 번에 하나의 Foley만 쓸 수 있어요. 여러 개를 실행하려면 PostgreSQL을 사용하세요.
store-refused-path = 데이터베이스 { $path }을(를) 열 수 없어요: { $detail }. 폴더가 있고 쓰기가 가능한지 확인하세요.
store-refused-readonly = { $path }을(를) 읽을 수는 있지만 쓸 수 없어요. 저를 실행하거나 로그인하는 사용자에게 쓰기 권한을 주거나, FOLEY_DATABASE_URL에 다른 데이터베이스를 지정해 주세요.
store-refused-file = 이 컴퓨터의 파일을 읽을 수 없어요: { $path } ({ $detail }). 파일을 고치거나 HOME과 FOLEY_DATABASE_URL에 적은 경로를 확인하세요.
store-refused-parameter = PostgreSQL 앞의 풀러가 매개변수 { $parameter }을(를) 받지 않아요. FOLEY_DATABASE_URL에서 빼거나 풀러의 ignore_startup_parameters에 추가하세요.
store-refused-pooler = FOLEY_DATABASE_URL이 트랜잭션 모드의 풀러(pool_mode = transaction인 PgBouncer 등)로 이어져서 세션을 유지할 수 없어요. 이 데이터베이스를 pool_mode = session으로 설정하거나 PostgreSQL에 직접 연결하세요.
store-standby = { $path }은(는) 대기 서버라서 지금은 쓸 수 없어요. FOLEY_DATABASE_URL에 주 서버를 지정하고, 호스트가 여러 개라면 target_session_attrs=primary를 추가하세요.
store-conflict-exists = 이 ID의 작업이 이미 있어요.
store-conflict-repeat-open = 같은 작업이 이미 진행 중이에요.
store-copy-postgres = PostgreSQL은 자체 도구로 복사해요. 실행하세요: { $command }
store-copy-exists = { $path }이(가) 이미 있어요. 다른 이름을 고르세요.
store-copy-missing = { $path }이(가) 없어요.
store-copy-same = { $path }은(는) 데이터베이스 자체예요. 백업 파일을 지정해 주세요.
store-copy-damaged = { $path }이(가) 손상됐어요. 데이터베이스 자체 검사를 통과하지 못했어요. 아무것도 바뀌지 않았어요.

## What can't work, and what to change

catalog-model-unknown = 여기에는 “{ $model }” 모델이 없어요. { $count ->
    [0] 설정된 모델이 없어요.
   *[other] 다음 중에서 고르세요: { $offered }.
 }
catalog-version-unknown = { $model }에는 “{ $version }” 버전이 없어요. 다음 중에서 고르세요: { $offered }.
catalog-text-empty = `{ $option }`이(가) 비어 있어요.
catalog-text-long = `{ $option }`이(가) { $length }자예요. 최대 { $limit }자까지 가능해요.
catalog-lyrics-long = `{ cmd-music-lyrics-name }`가 { $length }자예요. 최대 { $limit }자까지 가능해요.
catalog-lyrics-and-instrumental = `{ cmd-music-lyrics-name }`와 `{ cmd-music-instrumental-name }`은 함께 쓸 수 없어요. 하나를 빼 주세요.
catalog-not-taken = { $about ->
    [lyrics] { $model }은(는) 가사를 받지 않아요
    [instrumental] { $model }에는 연주곡을 지정할 수 없어요
    [reference] { $model }은(는) 참고 음원을 받지 않아요
    [duration] { $model }은(는) 길이를 스스로 정해요
    [video] { $model }은(는) 영상을 받지 않아요
    [resolution] { $model }은(는) 해상도를 스스로 정해요
    [aspect] { $model }은(는) 화면비를 스스로 정해요
    [audio] { $model }은(는) 소리를 만들지 않아요
    [image] { $model }은(는) 이미지를 받지 않아요
    [last_image] { $model }은(는) 마지막 이미지를 받지 않아요
    [version] { $model }은(는) 버전을 고를 수 없어요
   *[other] { $model }은(는) `{ $option }`을(를) 받지 않아요
 }. { $count ->
    [0] `{ $option }`을(를) 빼 주세요.
   *[other] `{ $option }`을(를) 빼거나 다음 중에서 고르세요: { $others }.
 }
catalog-lyrics-needed = { $model }에는 가사가 필요해요. { $count ->
    [0] `{ cmd-music-lyrics-name }`를 추가해 주세요.
   *[other] `{ cmd-music-lyrics-name }`를 추가하거나 다음 중에서 고르세요: { $others }.
 }
catalog-not-offered = { $model }의 `{ $option }`에는 { $wanted }이(가) 없어요. { $count ->
    [0] 다음 중에서 고르세요: { $offered }.
   *[other] 다음 중에서 고르세요: { $offered }. 또는 이 모델 중에서 고르세요: { $others }.
 }
catalog-duration-not-offered = { $model }은(는) { $duration }초를 만들 수 없어요. { $count ->
    [0] `{ cmd-video-duration-name }`를 { $offered } 중에서 고르세요.
   *[other] `{ cmd-video-duration-name }`를 { $offered } 중에서 고르거나 다음 모델 중에서 고르세요: { $others }.
 }
catalog-duration-resolution = { $model }은(는) `{ cmd-video-resolution-name }`가 { $offered }일 때만 { $duration }초를 만들어요. { $count ->
    [0] 그 해상도나 다른 `{ cmd-video-duration-name }`를 골라 주세요.
   *[other] 그 해상도나 다른 `{ cmd-video-duration-name }`, 또는 다음 모델 중에서 고르세요: { $others }.
 }
catalog-duration-and-video = 길이는 영상을 따라가요. `{ cmd-video-duration-name }`나 영상을 빼 주세요.
catalog-option-needs-video = `{ $option }`은(는) `{ cmd-sfx-video-name }`과 함께만 쓸 수 있어요. 영상을 넣거나 이 옵션을 빼 주세요.
catalog-reference-and-video = 참고 음원과 영상은 함께 쓸 수 없어요. 하나를 빼 주세요.
catalog-aspect-and-image = { $model }에서는 이미지가 화면비를 정해요. { $count ->
    [0] `{ cmd-video-aspect-name }`나 `{ cmd-video-image-name }`를 빼 주세요.
   *[other] `{ cmd-video-aspect-name }`나 `{ cmd-video-image-name }`를 빼거나 다음 중에서 고르세요: { $others }.
 }
catalog-audio-resolution = { $model }은(는) `{ cmd-video-resolution-name }`가 { $offered }일 때만 소리를 만들어요. { $count ->
    [0] 그 해상도를 고르거나 `{ cmd-video-audio-name }`를 빼 주세요.
   *[other] 그 해상도를 고르거나, `{ cmd-video-audio-name }`를 빼거나, 다음 중에서 고르세요: { $others }.
 }
catalog-image-needed = { $model }에는 시작 이미지가 필요해요. { $count ->
    [0] `{ cmd-video-image-name }`를 넣어 주세요.
   *[other] `{ cmd-video-image-name }`를 넣거나 다음 중에서 고르세요: { $others }.
 }
catalog-last-image-alone = 마지막 이미지를 쓰려면 시작 이미지가 필요해요. `{ cmd-video-image-name }`를 추가하거나 `{ cmd-video-last-image-name }`를 빼 주세요.
catalog-last-image-resolution = { $model }은(는) `{ cmd-video-resolution-name }`가 { $offered }일 때만 마지막 이미지를 받아요. { $count ->
    [0] 그 해상도를 고르거나 `{ cmd-video-last-image-name }`를 빼 주세요.
   *[other] 그 해상도를 고르거나, `{ cmd-video-last-image-name }`를 빼거나, 다음 중에서 고르세요: { $others }.
 }
catalog-url-scheme = `{ $option }`은(는) https:// 또는 http://로 시작하는 주소여야 해요.
catalog-url-bad = `{ $option }`은(는) 웹 주소가 아니에요.
catalog-url-long = `{ $option }`의 주소가 너무 길어요.
catalog-url-credentials = `{ $option }`의 주소에 사용자 이름이나 비밀번호가 들어 있어요. 공개 주소를 사용하세요.
catalog-url-private = `{ $option }`의 주소는 인터넷에서 접근할 수 없어요. 공개 주소를 쓰거나 파일을 첨부하세요.
reference-dead = `{ $option }`의 주소에서 아무것도 내려받을 수 없어요 ({ $reason }). 제공업체도 마찬가지예요. 누구나 내려받을 수 있는 주소를 쓰거나 파일을 첨부해 주세요. 아무것도 시작하지 않았어요.
reference-not-media = `{ $option }`의 주소에 있는 것은 { $kind ->
    [video] 영상이 아니에요
    [image] 이미지가 아니에요
   *[audio] 소리 파일이 아니에요
 }. 파일의 직접 주소를 쓰거나 첨부해 주세요. 아무것도 시작하지 않았어요.
catalog-voice-bad = 그런 목소리는 없어요. 목록에서 골라 주세요.
catalog-language-unknown = “{ $language }” 언어는 없어요. 목록에서 골라 주세요.
catalog-pitch-not-offered = `{ cmd-tts-pitch-name }`는 { $lowest }에서 { $highest } 사이여야 해요.
catalog-sample-rate-not-offered = `{ cmd-tts-sample-rate-name }` { $rate }은(는) 사용할 수 없어요. 다음 중에서 고르세요: { $offered }.
voice-unknown = { $count ->
    [0] 모르는 목소리예요. 목록에서 고르거나 전체 ID를 입력해 주세요.
   *[other] “{ $voice }” 목소리는 없어요. 혹시 이 목소리인가요: { $others }?
 }
voice-ambiguous = “{ $voice }”(이)라는 목소리가 { $count }개 있어요. 목록에서 고르거나 전체 ID를 입력해 주세요.

## Options and lists of commands

option-both = `{ $first }`와(과) `{ $second }` 중 하나만 사용해 주세요.
attachment-type = “{ $file }”은(는) 여기서 쓸 수 없는 파일이에요. 다음 형식만 가능해요: { $types }.
attachment-big = “{ $file }”이(가) 너무 커요. 최대 { $limit }까지 가능해요.
attachment-empty = “{ $file }”이(가) 비어 있어요.
attachment-not-text = “{ $file }”은(는) UTF-8 일반 텍스트가 아니에요.
attachment-unreadable = Discord에서 “{ $file }”을(를) 읽을 수 없었어요. 다시 첨부해 주세요.
attachment-expired = 예전에 첨부한 파일이 더 이상 없어요. 명령어를 다시 사용하고 파일을 다시 첨부해 주세요.
answer-not-made = 아무것도 만들지 않았어요. 이유는 요청한 사람에게만 보여요.
tts-nothing-to-say = 이 텍스트에는 읽을 말이 없어요. 단어 없이 이모지나 기호뿐이에요. 요금은 청구되지 않았어요.
tts-voices-unknown = 아직 목소리 목록을 받지 못했어요. 1분 뒤에 다시 시도해 주세요. 요금은 청구되지 않았어요.
tts-no-voice = { $language }을(를) 말하는 목소리가 없어요. `{ cmd-tts-voice-name }`로 하나를 고르거나 `{ cmd-tts-language-name }`를 정해 주세요. 요금은 청구되지 않았어요.
menu-read-aloud = 소리 내어 읽기
menu-no-words = 이 메시지에는 읽을 것이 없어요. 텍스트도 `.txt` 파일도 없어요.
menu-sound-effect = 효과음으로 만들기
menu-add-sound = 이 영상에 소리 넣기
menu-animate = 이 이미지 움직이기
menu-song = 노래로 만들기
menu-no-text = 이 메시지에는 효과음으로 만들 텍스트가 없어요.
menu-no-video = 이 메시지에는 쓸 수 있는 영상이 없어요. 100MB 이하의 `.mp4`나 `.mov`를 첨부해 주세요.
menu-no-picture = 이 메시지에는 쓸 수 있는 이미지가 없어요. 10MB 이하의 `.png`나 `.jpg`를 첨부해 주세요.
menu-no-lyrics = 이 메시지에는 노래로 부를 말이 없어요.
more-no-file = 이 결과의 파일이 이제 없어요.
voices-title = 목소리 { $count }개
voices-none = 조건에 맞는 목소리가 없어요. 필터를 하나 빼 보세요.
voices-language = 언어
voices-traits = 성별과 나이
voices-mood = 분위기
voices-choose = 목소리 고르기
voices-listen = 들어 보기(무료)
voices-use = 이 목소리 쓰기
voices-speak-with = 이 목소리로 읽기
voices-used = ✅ 이제 { $voice }이(가) 내 목소리예요. 목소리를 정하지 않으면 `/{ cmd-tts-name }`에서 이 목소리를 써요.
voice-female = 여성
voice-male = 남성
voice-child = 어린이
voice-teenager = 10대
voice-youth = 청년
voice-middle-aged = 중년
voice-senior = 노년
help-title = 제가 할 수 있는 일
help-make = 만들기
help-try = `/{ cmd-tts-name } { cmd-tts-text-name }:안녕하세요`를 해 보세요. 다른 건 필요 없어요.
help-menu = 메시지 메뉴의 *앱*: *{ menu-read-aloud }*, *{ menu-sound-effect }*, *{ menu-add-sound }*, *{ menu-animate }*, *{ menu-song }*
help-yours = 내 것
help-admins = 이 서버 관리자용
help-operators = 운영자용
tts-option-instant = `{ $option }`은(는) { $limit }자 이하이고 `{ cmd-tts-pitch-name }`와 `{ cmd-tts-translate-to-name }`가 없을 때만 쓸 수 있어요. 빼거나 텍스트를 줄여 주세요.
tts-option-off = 여기서는 `{ $option }`을(를) 쓸 수 없어요. 빼 주세요.
speech-somebody = 누군가
speech-role = 역할
speech-channel = 채널
speech-page-customize = 채널 및 역할
speech-page-browse = 채널 둘러보기
speech-page-guide = 서버 가이드
speech-page-home = 서버 가이드
speech-page-linked-roles = 연결된 역할
choice-version-unlisted = { $version } (목록에 없음, 입력한 그대로 전송)
choice-model-lyrics =
    { $need ->
        [none] 가사 없음
        [required] 가사 필요
       *[optional] 가사 선택
    }
refusal-command-changed = Discord에 있는 이 명령어가 예전 버전이라 아무것도 시작하지 않았어요. 잠시 후 다시 시도해 주세요.
jobs-list-title = 요청
jobs-list-empty = 없어요.
jobs-list-more = 더 오래된 요청: `/{ cmd-jobs-name } { cmd-jobs-list-name } { cmd-jobs-list-before-name }:{ $job }`
jobs-list-held = 완료, 게시 대기 중

## Commands: names as people type them, and what they do

cmd-music-name = 음악
cmd-music-description = 텍스트로 음악을 만들어요
cmd-music-prompt-name = 설명
cmd-music-prompt-description = 어떤 음악인지: 스타일, 분위기, 악기
cmd-music-model-name = 모델
cmd-music-model-description = 만들 때 쓸 모델
cmd-music-version-name = 버전
cmd-music-version-description = 모델의 버전
cmd-music-lyrics-name = 가사
cmd-music-lyrics-description = 가사
cmd-music-instrumental-name = 연주곡
cmd-music-instrumental-description = 노래 없이
cmd-music-reference-name = 참고음원
cmd-music-reference-description = 모델이 참고할 음원 (mp3, wav)
cmd-music-reference-url-name = 참고음원_url
cmd-music-reference-url-description = 모델이 참고할 음원의 공개 주소
cmd-music-video-name = 영상
cmd-music-video-description = 음악을 넣을 영상 (mp4, mov)
cmd-music-video-url-name = 영상_url
cmd-music-video-url-description = 음악을 넣을 영상의 공개 주소
cmd-music-gender-name = 성별
cmd-music-gender-description = 누가 부르는지
cmd-music-watermark-name = 워터마크
cmd-music-watermark-description = 모델 자체의 워터마크를 소리에 넣어요
cmd-music-format-name = 형식
cmd-music-format-description = 파일 형식
cmd-music-long-name = 긴글
cmd-music-long-description = 긴 가사를 양식에 써요
cmd-music-lyrics-file-name = 가사_파일
cmd-music-lyrics-file-description = 가사가 담긴 .txt 파일
cmd-music-count-name = 개수
cmd-music-count-description = 몇 개를 만들지 (하나하나가 별도의 요청이에요)
cmd-sfx-name = 효과음
cmd-sfx-description = 텍스트로 효과음을 만들어요
cmd-sfx-prompt-name = 설명
cmd-sfx-prompt-description = 소리를 설명하세요
cmd-sfx-duration-name = 길이
cmd-sfx-duration-description = 길이(초)
cmd-sfx-video-name = 영상
cmd-sfx-video-description = 소리를 입힐 영상 (mp4, mov)
cmd-sfx-video-url-name = 영상_url
cmd-sfx-video-url-description = 소리를 입힐 영상의 공개 주소
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = 영상과 함께: 가깝고 조용한 소리
cmd-sfx-bgm-prompt-name = 배경음악
cmd-sfx-bgm-prompt-description = 영상과 함께: 배경음악을 설명하세요
cmd-sfx-format-name = 형식
cmd-sfx-format-description = 파일 형식
cmd-sfx-as-name = 게시방식
cmd-sfx-as-description = 파일로 올릴지 음성 메시지로 올릴지
cmd-sfx-count-name = 개수
cmd-sfx-count-description = 몇 개를 만들지 (하나하나가 별도의 요청이에요)
cmd-tts-name = 음성
cmd-tts-description = 텍스트를 음성으로 바꿔요
cmd-tts-text-name = 텍스트
cmd-tts-text-description = 읽을 텍스트
cmd-tts-voice-name = 목소리
cmd-tts-voice-description = 이름, 언어, 성별로 검색. 생략하면 마지막에 쓴 목소리나 텍스트에 맞는 목소리
cmd-tts-language-name = 언어
cmd-tts-language-description = 텍스트의 언어
cmd-tts-translate-to-name = 번역_언어
cmd-tts-translate-to-description = 먼저 이 언어로 번역한 뒤 읽어요
cmd-tts-pitch-name = 음높이
cmd-tts-pitch-description = 더 높거나 낮게, 반음 단위
cmd-tts-sample-rate-name = 샘플레이트
cmd-tts-sample-rate-description = 초당 샘플 수
cmd-tts-format-name = 형식
cmd-tts-format-description = 파일 형식
cmd-tts-speed-name = 속도
cmd-tts-speed-description = 말하는 속도. 1이 보통, 2,000자 이하의 텍스트에 쓸 수 있어요
cmd-tts-as-name = 게시방식
cmd-tts-as-description = 파일로 올릴지 음성 메시지로 올릴지
cmd-tts-text-file-name = 텍스트_파일
cmd-tts-text-file-description = 텍스트 다음에 읽을 .txt 파일
cmd-voices-name = 목소리
cmd-voices-description = 목소리를 찾아 들어 보고 내 목소리로 정해요
cmd-voices-language-name = 언어
cmd-voices-language-description = 말하는 언어. 생략하면 내 언어
cmd-voices-gender-name = 성별
cmd-voices-gender-description = 여성 또는 남성
cmd-voices-age-name = 나이
cmd-voices-age-description = 몇 살처럼 들리는지
cmd-voices-mood-name = 분위기
cmd-voices-mood-description = 어떤 느낌인지: 따뜻한, 차분한, 달콤한…
cmd-help-name = 도움말
cmd-help-description = 할 수 있는 일과 처음 해 볼 것
cmd-video-name = 영상
cmd-video-description = 텍스트로 영상을 만들어요
cmd-video-prompt-name = 설명
cmd-video-prompt-description = 영상을 설명하세요
cmd-video-model-name = 모델
cmd-video-model-description = 만들 때 쓸 모델
cmd-video-version-name = 버전
cmd-video-version-description = 모델의 버전
cmd-video-duration-name = 길이
cmd-video-duration-description = 길이(초)
cmd-video-resolution-name = 해상도
cmd-video-resolution-description = 선명도, 예: 1080P
cmd-video-aspect-name = 화면비
cmd-video-aspect-description = 가로세로 비율, 예: 16:9
cmd-video-audio-name = 소리
cmd-video-audio-description = 소리 포함
cmd-video-image-name = 이미지
cmd-video-image-description = 시작 이미지 (jpg, png)
cmd-video-last-image-name = 마지막_이미지
cmd-video-last-image-description = 마지막 이미지 (jpg, png)
cmd-video-off-peak-name = 한가할때
cmd-video-off-peak-description = 더 싸게, 자리가 날 때 만들어요 (최대 48시간)
cmd-video-negative-name = 제외
cmd-video-negative-description = 나오면 안 되는 것
cmd-video-enhance-name = 보강
cmd-video-enhance-description = 모델이 먼저 프롬프트를 풀어 써요
cmd-video-bgm-name = 배경음악
cmd-video-bgm-description = 배경음악을 깔아요
cmd-video-watermark-name = 워터마크
cmd-video-watermark-description = 모델 자체의 워터마크를 화면에 넣어요
cmd-video-reference-1-name = 참고1
cmd-video-reference-2-name = 참고2
cmd-video-reference-3-name = 참고3
cmd-video-reference-1-description = 나와야 할 사람이나 사물의 이미지 (jpg, png)
cmd-video-reference-2-description = 두 번째 이미지
cmd-video-reference-3-description = 세 번째 이미지
cmd-video-reference-video-name = 참고_영상
cmd-video-reference-video-description = 참고할 영상 (mp4, mov)
cmd-jobs-name = 작업
cmd-jobs-description = 내 요청과 그 결과
cmd-jobs-list-name = 목록
cmd-jobs-list-description = 최근 요청 목록
cmd-jobs-list-everyone-name = 모두
cmd-jobs-list-everyone-description = 이 서버 모든 사람의 요청 (관리자용)
cmd-jobs-list-before-name = 이전
cmd-jobs-list-before-description = 이 작업보다 오래된 것만
cmd-jobs-show-name = 보기
cmd-jobs-show-description = 요청을 보고, 보관된 결과를 올려요
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = 어떤 작업
cmd-jobs-cancel-name = 취소
cmd-jobs-cancel-description = 요청을 취소해요
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = 어떤 작업
cmd-jobs-retry-name = 다시
cmd-jobs-retry-description = 같은 요청을 한 번 더 해요
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = 어떤 작업

## Rules, limits and use of a server

list-separator = { ", " }
list-quoted = “{ $text }”
admin-paused = ⏸️ 일시 정지: 새 요청을 받지 않아요. `/{ cmd-foley-name } { cmd-foley-resume-name }`로 해제할 수 있어요.
admin-on = 켜짐
admin-off = 꺼짐
admin-none = 없음
admin-everywhere = 모든 곳
admin-everybody = 모두
admin-same = 요청한 곳
admin-own-language = 각자의 언어
admin-forever = 요청이 남아 있는 동안
admin-days = { $days }일
admin-catalog = 카탈로그 기본값
admin-kinds = 명령어
admin-channels = 채널
admin-roles = 역할
admin-results = 결과를 올릴 곳
admin-alerts = 예산 알림을 보낼 곳
admin-longest = 가장 긴 영상 (초)
admin-sharpest = 최고 해상도
admin-count = 한 번에 최대 개수
admin-age = 연령 제한 채널
admin-age-anywhere = 모든 곳
admin-age-only = 그곳에서만
admin-age-never = 그곳에서는 불가
admin-keep = 결과 사본 보관
admin-loudness = 음량 맞추기
admin-label = AI 표시
admin-soundboard = 사운드보드
admin-language = 공지 언어
admin-retention = 프롬프트 보존
admin-grace = 제가 제거된 뒤의 데이터
admin-defaults = 기본값
admin-limits = 한도
admin-blocked = 차단
admin-blocked-users = 사람
admin-blocked-words = 단어
admin-blocked-patterns = 패턴
admin-pick-job = 취소하거나 다시 올릴 요청을 고르세요
panel-overview = 개요
panel-places = 명령어와 장소
panel-limits = 한도
panel-budget = 예산
panel-defaults = 기본값
panel-words = 단어와 사람
panel-jobs = 작업
panel-history = 기록
panel-page = 이동…
panel-lacking = ⚠️ 권한이 부족한 채널: { $count }개. `/{ cmd-foley-name } { cmd-foley-setup-name }`에서 볼 수 있어요.
panel-month = 이번 달
panel-preset = 프리셋 적용…
panel-pause = 일시 정지
panel-resume = 재개
panel-export = 설정 내보내기
panel-import = 설정 가져오기
panel-channels = 사용할 수 있는 채널 (비우면 어디서나)
panel-alerts = 예산 알림을 보낼 곳
panel-system-channel = Discord 환영 채널
panel-limits-about = 명령어를 고르면 1인당, 서버 전체의 요청 수를 정할 수 있어요.
panel-caps-now = 요청 하나
panel-all-commands = 모든 명령어 합계
panel-limit-command = 명령어 제한…
panel-limit-role = 역할 제한 또는 해제…
panel-limit-other = 다른 한도…
panel-caps = 영상 길이, 해상도, 개수…
panel-lift = 한도 해제…
panel-no-prices = 운영자가 가격을 정하지 않아 여기 예산은 초 단위로 계산해요.
panel-prices = 보통 요청의 비용
panel-attention = ⚠️ 확인해 주세요
panel-other-currency = { $currency } 예산은 더 이상 적용되지 않아요. 가격이 다른 통화예요.
panel-budget-role = 역할 예산…
panel-budget-edit = 예산 정하기…
panel-usage = 사용량
panel-defaults-command = 명령어 기본값…
panel-data = 언어와 데이터…
panel-keep = 사본 보관: 켜기/끄기
panel-loudness = 음량 맞추기: 켜기/끄기
panel-label = AI 표시: 켜기/끄기
panel-soundboard = 사운드보드: 켜기/끄기
panel-roles = 사용할 수 있는 역할 (비우면 모두)
panel-people = 차단한 사람
panel-words-edit = 단어와 패턴…
panel-age = 연령 제한 채널…
panel-older = 이전
panel-revert = 변경 되돌리기…
panel-undo = 되돌리기
panel-unchanged = 바뀐 것이 없어요.
panel-expired = 이 변경을 더 이상 알 수 없어요. 저장된 것은 없으니 다시 해 주세요.
panel-save-anyway = 그래도 저장
panel-drop = 저장 안 함
panel-whole-number = “{ $value }”은(는) 정수가 아니에요.
panel-amount = “{ $value }”은(는) 12.50 같은 금액이 아니에요.
panel-block-what = 무엇을 차단할지 `{ cmd-foley-option-user-name }`, `{ cmd-foley-option-word-name }`, `{ cmd-foley-option-pattern-name }`으로 알려 주세요.
preset-tight = 엄격
preset-normal = 보통
preset-open = 개방
preset-free = 한도 없음
preset-day = 하루 최대: { $things }
change-paused = 이제 이 서버에서 새 요청을 받지 않아요.
change-resumed = 이 서버에서 다시 요청을 받아요.
history-paused = { $actor } 님이 일시 정지했어요
history-resumed = { $actor } 님이 재개했어요
history-set = { $actor } 님이 “{ $setting }” 설정을 바꿨어요: { $old } → { $new }
history-added = { $actor } 님이 { $setting }에 { $values }을(를) 더했어요
history-removed = { $actor } 님이 { $setting }에서 { $values }을(를) 뺐어요
history-on = { $actor } 님이 { $values }을(를) 켰어요
history-off = { $actor } 님이 { $values }을(를) 껐어요
history-raised = { $actor } 님이 한도를 { $old }에서 { limit-what }(으)로 올렸어요 ({ $who })
history-lowered = { $actor } 님이 한도를 { $old }에서 { limit-what }(으)로 내렸어요 ({ $who })
history-limited = { $actor } 님이 한도를 { limit-what }(으)로 정했어요 ({ $who })
history-lifted = { $actor } 님이 { limit-what } 한도를 없앴어요 ({ $who })
history-preset-saved = { $actor } 님이 이 서버용 프리셋 “{ $name }”을(를) 저장했어요
history-preset-deleted = { $actor } 님이 이 서버의 프리셋 “{ $name }”을(를) 삭제했어요
history-cancelled = { $actor } 님이 { $owner } 님의 { $job }을(를) 취소했어요
history-posted = { $actor } 님이 { $owner } 님의 { $job }을(를) 다시 올렸어요
caution-word = “{ $word }”은(는) 한 글자예요. 거의 모든 텍스트가 차단돼요.
caution-zero = 한도가 { limit-what }이면 쓸 수 없게 돼요.
caution-frees-all = 이 역할은 모두가 가지고 있어요. 아무도 이 한도를 받지 않게 돼요.
caution-shuts = { limit-what }(으)로는 { $model }(으)로 아무것도 만들 수 없어요.
caution-everyone = 이 역할은 모두가 가지고 있어요. 모두가 쓸 수 있게 돼요.
caution-all-channels = 채널을 고르지 않으면 어디서나 쓸 수 있어요.
transfer-exported = 이 서버의 설정이에요. 다른 서버의 `/{ cmd-foley-name } { cmd-foley-panel-name }`에서 가져올 수 있어요.
transfer-missing = 이 서버에 없어서 뺐어요: { $missing }
transfer-foreign = 제 설정 파일이 아니에요. 아무것도 바꾸지 않았어요.
transfer-old = 다른 버전의 파일이에요. 다시 내보내 주세요. 아무것도 바꾸지 않았어요.
transfer-broken = 이 파일에 설정이 아닌 내용이 있어요. 아무것도 바꾸지 않았어요.
admin-results-permissions = 그곳에는 결과를 올릴 수 없어요. 필요한 권한: { $permissions }.
admin-default-not-taken = `/{ $command }`에는 `{ $option }`의 기본값이 없어요. 빼 주세요.
limit-line = { $who }: { $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] 음악 { $amount }초
        [sfx] 효과음 { $amount }초
        [tts] 음성 { $amount }초
        [video] 영상 { $amount }초
       *[all] 소리와 영상 { $amount }초
    }
   *[count] { $kind ->
        [music] 노래 { $amount }곡
        [sfx] 효과음 { $amount }개
        [tts] 음성 { $amount }개
        [video] 영상 { $amount }개
       *[all] 요청 { $amount }개
    }
 }
limit-what = { $window ->
    [hour] 1시간에 { limit-things }
    [day] 하루 { limit-things }
    [month] 한 달 { limit-things }
   *[once] 동시에 { limit-things }
 }
limit-who-user = 1인당
limit-who-role = { $role } 역할 1인당
limit-who-server = 서버 전체
audit-empty = 아직 바뀐 것이 없어요.
usage-title = 최근 { $days }일 사용량
usage-empty = 사용한 것이 없어요.
usage-requests = 요청
usage-seconds = 초
usage-returned = 무료
usage-days = 날짜별
usage-people = 사람별
usage-models = 모델별
usage-open = { $count }개는 아직 끝나지 않아 예상치로 셌어요
usage-person = { $who }: 요청 { $count }개, { $seconds }초
usage-budget = 서버 한도 잔여량
setup-title = Foley 설정하기
setup-intro = 모든 설정은 언제든 바꿀 수 있어요. 이 서버를 관리할 수 있는 사람에게만 보여요.
setup-permissions = 권한
setup-fine = ✅ 채널 { $count }개에 필요한 권한이 모두 있어요
setup-lack = ⚠️ { $channel }: { $permissions }
setup-now = 현재 상태
setup-next = 다음 단계
setup-steps =
    1️⃣ 부족한 권한을 주고 *{ setup-again }* 버튼을 누르세요.
    2️⃣ `/{ cmd-foley-name } { cmd-foley-panel-name }`을 열어 사용할 곳과 결과를 올릴 곳을 고르세요.
    3️⃣ 거기서 한도를 보고 *테스트하기* 버튼을 누르세요(유료 요청 하나).
setup-again = 다시 확인
setup-test = 테스트하기 (유료)
setup-no-test = 테스트할 것이 없어요. 먼저 `/{ cmd-sfx-name }`, `/{ cmd-music-name }` 또는 `/{ cmd-video-name }`을 켜 주세요.
setup-choose-results = 결과를 올릴 곳 (비우면 요청한 곳)
setup-choose-kinds = 켤 명령어
permission-read-message-history = 메시지 기록 보기
welcome =
    👋 **Foley**를 추가해 주셔서 고마워요. 텍스트로 음악, 효과음, 음성, 영상을 만들어요.
    1️⃣ 써 보세요: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:문이 삐걱거리는 소리` 또는 `/{ cmd-music-name } { cmd-music-prompt-name }:잔잔한 비`.
    2️⃣ 이 서버는 **{ $preset }** 프리셋으로 시작해요. { $about }
    3️⃣ 관리자는 `/{ cmd-foley-name } { cmd-foley-panel-name }`에서 바꿀 수 있고, `/{ cmd-foley-name } { cmd-foley-setup-name }`에서 부족한 권한을 볼 수 있어요.
welcome-back =
    👋 **Foley**를 추가해 주셔서 고마워요. 텍스트로 음악, 효과음, 음성, 영상을 만들어요.
    1️⃣ 써 보세요: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:문이 삐걱거리는 소리` 또는 `/{ cmd-music-name } { cmd-music-prompt-name }:잔잔한 비`.
    2️⃣ 관리자는 `/{ cmd-foley-name } { cmd-foley-panel-name }`에서 설정을 보고 바꿀 수 있고, `/{ cmd-foley-name } { cmd-foley-setup-name }`에서 부족한 권한을 볼 수 있어요.

## Refused by the server's rules

rules-admins-only = 이 서버를 관리할 수 있는 사람만 할 수 있어요.
rules-paused = 이 서버에서 일시 정지됐어요. 서버 관리자가 `/{ cmd-foley-name } { cmd-foley-resume-name }`로 해제할 수 있어요.
rules-blocked-user = 이 서버의 관리자가 회원님의 사용을 차단했어요.
rules-kind-off-music = 이 서버에서는 음악이 꺼져 있어요.
rules-kind-off-sfx = 이 서버에서는 효과음이 꺼져 있어요.
rules-kind-off-tts = 이 서버에서는 음성이 꺼져 있어요.
rules-kind-off-video = 이 서버에서는 영상이 꺼져 있어요.
rules-channel = 이 채널에서는 저를 쓸 수 없어요. 사용할 수 있는 곳: { $channels }
rules-role = 여기서는 다음 역할 중 하나가 있어야 저를 쓸 수 있어요: { $roles }
rules-age-only = 이 서버에서는 연령 제한 채널에서만 저를 쓸 수 있어요.
rules-age-never = 이 서버에서는 연령 제한 채널에서 저를 쓸 수 없어요.
rules-blocked-text = 이 서버에서 허용되지 않는 내용이 들어 있어요. 표현을 바꿔 주세요.
rules-patterns-slow = 이 서버의 단어 패턴을 검사하는 데 너무 오래 걸려요. 잠시 후 다시 시도하고, 서버 관리자에게 패턴을 더 단순하게 바꿔 달라고 요청해 주세요.
rules-word-empty = 이 단어에는 눈에 보이는 글자가 없어요.
rules-word-long = 차단 단어는 최대 { $limit }자까지 가능해요.
rules-not-blocked = 차단되어 있지 않아요.
rules-pattern-bad = 사용할 수 있는 정규식(RE2)이 아니에요: { $reason }
rules-pattern-empty = 이 패턴은 모든 것과 일치해요. 더 구체적으로 작성해 주세요.
rules-pattern-large = 패턴이 너무 커요. 더 단순하게 작성해 주세요.
rules-pattern-long = 패턴은 최대 { $limit }자까지 가능해요.
rules-too-many-words = 단어는 최대 { $limit }개까지 차단할 수 있어요.
rules-too-many-patterns = 패턴은 최대 { $limit }개까지 차단할 수 있어요.
rules-too-many-limits = 한도는 최대 { $limit }개까지 만들 수 있어요.
rules-too-many-users = 최대 { $limit }명까지 차단할 수 있어요.
rules-too-many-channels = 채널은 최대 { $limit }개까지 지정할 수 있어요.
rules-too-many-roles = 역할은 최대 { $limit }개까지 지정할 수 있어요.
rules-all-kinds-off = 명령어가 하나는 켜져 있어야 해요. `/{ cmd-foley-name } { cmd-foley-pause-name }`로 모두 멈출 수 있어요.
rules-video-too-long = 이 서버에서 영상은 최대 { $limit }초예요. 이건 약 { $asked }초가 돼요. `{ cmd-video-duration-name }`를 { $limit } 이하로 정해 주세요.
rules-video-too-sharp = 이 서버에서 영상은 최대 { $limit }예요. 이건 { $asked }가 돼요. `{ cmd-video-resolution-name }`를 { $limit } 이하로 정해 주세요.
rules-count = 이 서버에서는 한 번에 최대 { $limit }개까지예요. 이건 { $asked }개예요. `{ cmd-music-count-name }` 값을 { $limit } 이하로 정해 주세요.
rules-cap-seconds = 가장 긴 영상은 1~{ $limit }초여야 해요.
rules-cap-count = 한 번의 최대 개수는 1~{ $limit }개여야 해요.
rules-limit-amount = 한도는 0에서 { $limit } 사이여야 해요.
rules-limit-window = 한도에는 기간이 필요해요. 동시 실행에는 기간이 없어요.
rules-limit-role = 역할 한도에는 역할이 필요해요.
rules-limit-missing = 그런 한도는 없어요.
rules-retention = 프롬프트는 0일에서 { $limit }일까지 보존할 수 있어요.
rules-grace = 제가 제거된 뒤 데이터를 0일에서 { $limit }일까지 보존할 수 있어요.
refusal-paused-all = 점검 때문에 일시 정지됐어요. 나중에 다시 시도해 주세요.
refusal-draining = 곧 업데이트되어 새 요청을 받지 않아요. 몇 분 뒤 다시 시도해 주세요.
quota-never-fits = { $measure ->
    [money] 비용이 약 { $asked } 들어요
    [seconds] 약 { $asked }초가 만들어져요
   *[count] 요청 { $asked }개가 돼요
 }. 한도는 { limit-what }예요.

## Everybody's own data

privacy-exported = 회원님에 대해 저장한 모든 데이터예요.
privacy-question = 모든 서버에서 회원님의 요청, 결과, 설정이 전부 삭제되고 진행 중인 작업은 취소돼요. 되돌릴 수 없어요. 이미 Discord에 올라간 메시지는 남아요.
privacy-confirm = 내 데이터 삭제
privacy-deleted = 완료했어요. 회원님의 요청 { $jobs }개를 삭제했어요.
privacy-cancelled = 그중 { $count }개는 아직 진행 중이어서 취소했어요.
privacy-billed = { $count }개는 이미 제공업체에 있어 멈출 수 없었고, 요금이 청구될 수 있어요.
privacy-pending = { $count }개는 지금 전송하거나 올리는 중이에요. 몇 분 안에 삭제돼요.

## The operator

operator-title = 상태
operator-only = 이 봇의 운영자만 할 수 있어요.
operator-servers = 서버: { $count }
operator-paused = ⏸️ 일시 정지: 새 요청을 받거나 보내지 않아요.
operator-draining = 🚰 드레인: 새 요청을 받지 않아요.
operator-line = 🛠️ 점검 안내: { $line }
operator-poller = 폴러
operator-turned = { $turned } 전에 실행 · 감시 { $watched } · 게시 대기 { $waiting }
operator-elsewhere = 다른 프로세스가 작업하고 있어요.
operator-budgets = 예산 (사용 / 초당 허용 · 대기)
operator-jobs = 열린 요청
operator-oldest = 가장 오래된 요청: { $job }, { $when }
operator-held = 보류: { $count }
operator-faults = 지난 하루의 오류
operator-left = { $server } 서버에서 나왔어요.
operator-no-server = 이 ID의 서버에 들어가 있지 않아요.
operator-own-server = 운영자의 서버예요.
operator-maintenance-long = 안내 문구는 최대 { $limit }자까지 가능해요.

## Choices of commands

choice-count = 요청 수
choice-seconds = 소리와 영상의 초
choice-money = 금액
choice-at-once = 동시 요청 수
choice-hour = 시간당
choice-day = 하루당
choice-month = 한 달당

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = 이 서버에서의 Foley 규칙, 한도, 사용량
cmd-foley-block-name = 차단
cmd-foley-block-description = 사람, 단어, 패턴을 차단해요
cmd-foley-option-user-name = 사용자
cmd-foley-option-user-description = 어떤 사람
cmd-foley-option-word-name = 단어
cmd-foley-option-word-description = 단어나 구절, 표기가 달라도 찾아요
cmd-foley-option-pattern-name = 패턴
cmd-foley-option-pattern-description = 정규식 (RE2)
cmd-foley-pause-name = 일시정지
cmd-foley-pause-description = 이 서버에서 새 요청을 받지 않아요. 진행 중인 것은 계속돼요
cmd-foley-resume-name = 재개
cmd-foley-resume-description = 이 서버에서 다시 요청을 받아요
cmd-foley-usage-name = 사용량
cmd-foley-usage-description = 이 서버의 사용량을 날짜, 명령어, 사람별로 차트와 함께 보여 줘요
cmd-foley-option-days-name = 일수
cmd-foley-option-days-description = 며칠
cmd-foley-jobs-name = 작업
cmd-foley-jobs-description = 이 서버의 모든 요청: 취소하거나 결과를 다시 올려요
cmd-foley-panel-name = 패널
cmd-foley-panel-description = 여기서 하는 모든 것을 한곳에서
cmd-foley-export-name = 내보내기
cmd-foley-export-description = 이 서버의 설정을 파일로
cmd-foley-option-chart-name = 차트
cmd-foley-option-chart-description = 차트에 보일 것
cmd-foley-setup-name = 시작하기
cmd-foley-setup-description = 안내: 부족한 권한, 첫 설정, 테스트
cmd-operator-name = operator
cmd-operator-description = 이 봇을 운영해요
cmd-operator-status-name = 상태
cmd-operator-status-description = 폴러, 예산, 가장 오래된 작업, 코드별 오류
cmd-operator-pause-name = 일시정지
cmd-operator-pause-description = 모든 서버에서 새 요청을 받거나 보내지 않아요
cmd-operator-resume-name = 재개
cmd-operator-resume-description = 일시 정지와 드레인을 끝내요
cmd-operator-drain-name = 드레인
cmd-operator-drain-description = 모든 서버에서 새 요청을 받지 않고 남은 것을 끝내요
cmd-operator-maintenance-name = 점검
cmd-operator-maintenance-description = 모든 상태 메시지에 넣을 한 줄, 비우면 없애요
cmd-operator-maintenance-line-name = 문구
cmd-operator-maintenance-line-description = 안내할 내용
cmd-operator-leave-name = 나가기
cmd-operator-leave-description = 서버에서 나가요
cmd-operator-leave-server-name = 서버
cmd-operator-leave-server-description = 서버의 ID
cmd-privacy-name = 개인정보
cmd-privacy-description = 회원님에 대해 저장한 데이터
cmd-privacy-export-name = 내보내기
cmd-privacy-export-description = 회원님에 대해 저장한 모든 데이터를 JSON으로 받아요
cmd-privacy-delete-name = 삭제
cmd-privacy-delete-description = 회원님에 대해 저장한 모든 데이터를 삭제해요
cmd-preset-name = 프리셋
cmd-preset-description = 요청을 저장하고 다시 쓰기
cmd-preset-save-name = 저장
cmd-preset-save-description = 내 요청을 이름을 붙여 저장
cmd-preset-save-name-name = 이름
cmd-preset-save-name-description = 붙일 이름
cmd-preset-save-id-name = id
cmd-preset-save-id-description = 어떤 요청인지 (생략하면 여기서의 최근 요청)
cmd-preset-save-server-name = 서버
cmd-preset-save-server-description = 이 서버의 모두를 위해 (관리자)
cmd-preset-use-name = 사용
cmd-preset-use-description = 저장한 요청을 다시 만들기
cmd-preset-use-name-name = 이름
cmd-preset-use-name-description = 어느 것
cmd-preset-use-prompt-name = 설명
cmd-preset-use-prompt-description = 다른 말로 바로 만들기 (생략하면 먼저 보고 고치기)
cmd-preset-list-name = 목록
cmd-preset-list-description = 내 프리셋과 이 서버의 프리셋 보기
cmd-preset-delete-name = 삭제
cmd-preset-delete-description = 프리셋 삭제
cmd-preset-delete-name-name = 이름
cmd-preset-delete-name-description = 어느 것

## Saved requests

preset-saved = ✅ **{ $name }**(으)로 저장했어요. `/{ cmd-preset-name } { cmd-preset-use-name }`으로 같은 말로도 다른 말로도 다시 만들 수 있어요.
preset-replaced = ✅ **{ $name }**(으)로 저장했고, 같은 이름의 것을 바꿨어요.
preset-deleted = **{ $name }**을(를) 삭제했어요.
preset-files = 파일은 저장되지 않아요. 쓸 때 다시 첨부해 주세요.
preset-unknown = 그런 이름의 프리셋이 없어요. `/{ cmd-preset-name } { cmd-preset-list-name }`에서 내 것과 이 서버의 것을 볼 수 있어요.
preset-nothing = 아직 여기서 저장할 만한 것을 만들지 않았어요. 먼저 무언가를 만들어 주세요.
preset-name = 프리셋에는 콜론이 없는, 읽을 수 있는 이름이 필요해요.
preset-too-many = 프리셋은 최대 { $limit }개예요. 먼저 하나를 삭제해 주세요.
preset-none = 아직 프리셋이 없어요. 무언가를 만든 뒤 `/{ cmd-preset-name } { cmd-preset-save-name }`으로 저장해 주세요.
preset-own = 내 것
preset-server = 이 서버

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] 서버 전체: 한도가 0이라 쓸 수 없음
   *[person] 한도가 0이라 쓸 수 없음
 }
quota-left = { $scope ->
    [server] 서버 전체: { limit-what } 중 { $left } 남음
   *[person] { limit-what } 중 { $left } 남음
 }
quota-used-at-once = { $scope ->
    [server] 이 서버에서 이미 진행 중이에요: { limit-things }. 하나가 끝날 때까지 기다려 주세요.
   *[person] 이미 진행 중이에요: { limit-things }. 하나가 끝날 때까지 기다려 주세요.
 }
quota-used-off = { $scope ->
    [server] 관리자가 이 서버의 한도를 0으로 정해서 쓸 수 없어요.
   *[person] 서버 관리자가 회원님의 한도를 0으로 정해서 쓸 수 없어요.
 }
quota-used = { $scope ->
    [operator] 모든 서버가 함께 쓰는 예산이 다 차서 지금은 시작할 수 없어요.
    [server] 이 서버의 한도({ limit-what })를 넘게 돼요.
   *[person] 내 한도({ limit-what })를 넘게 돼요.
 }
quota-fewer = { $asked }개 중 { $fits }개만 { $scope ->
    [server] 이 서버의 한도({ limit-what })
    [operator] 모든 서버가 함께 쓰는 예산
   *[person] 내 한도({ limit-what })
 }에 들어가서 하나도 시작하지 않았어요.
quota-warning = { $scope ->
    [operator] ⚠️ 전체 서버 예산({ limit-what })의 { $percent }%를 썼어요. 초기화: { $free }
   *[server] ⚠️ 이 서버 한도({ limit-what })의 { $percent }%를 썼어요. 초기화: { $free }
 }
cost-estimate = 비용은 약 { $cost }예요.
