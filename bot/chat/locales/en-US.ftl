# The master. One sentence a key; values come in escaped. A key ending in -advice tells what to do about a fault.

language-name = English

## Time and size

time-seconds = { $seconds } s
time-minutes = { $minutes } min
time-minutes-seconds = { $minutes } min { $seconds } s
time-hours-minutes = { $hours } h { $minutes } min
time-about-seconds = about { $count } s
time-about-minutes = about { $count } min
time-about-hours = about { $count } h
time-span-seconds = { $low }–{ $high } s
time-span-minutes = { $low }–{ $high } min
time-span-hours = { $low }–{ $high } h
size-kb = { $size } KB
size-mb = { $size } MB

## Status message

state-requested = Getting ready to send your request
state-submitting = Sending your request
state-queued = Waiting for a free slot
state-waiting-music = Composing…
state-waiting-sfx = Making your sound effect…
state-waiting-tts = Generating speech…
state-waiting-video = Rendering your video…
state-percent = { $percent } %
state-position = Position { $position } of { $length } in this server
state-asked = Asked { $when }
state-started = started { $when }
state-usual = Usually ready in { $usual }
state-slower = Taking longer than usual (normally { $usual }). Still working on it.
state-off-peak = Made off-peak, for less: ready { $when } at the latest
state-ready = Finished, getting it ready to post
state-done = Done in { $took }
group-progress = { $ready } of { $all } ready
state-jump = Jump to the result
state-why = See why
state-removed = the result was deleted
state-sent-directly = sent to { $person } as a direct message
state-held = Finished, but I can't post in this channel and your direct messages are closed. I'll keep it: press *Post it now* when the channel works again, or use `/jobs show`.
state-cancelled = Cancelled.
state-cancelled-by = Cancelled by { $person }.
stage-fetching = Finished, fetching the file
stage-fitting = Finished, making the file fit Discord's upload limit
stage-posting = Finished, uploading

## Endings without a result

ending-failed-title = It didn't work out
ending-failed = The provider couldn't finish this.
ending-refused-title = Not accepted
ending-refused = This request wasn't accepted.
ending-unknown-title = Outcome unknown
ending-unknown = The request was sent, but no readable answer came back.
ending-abandoned-title = Given up waiting
ending-abandoned = This took too long, so I stopped waiting.
ending-goes-on-title = Going on after all
ending-goes-on = The provider has this request after all, so please don't resubmit it. I'm watching it and will post the result here.
ending-lost-title = Made, but the file is gone
call-failed = { $person }, your request failed.
call-refused = { $person }, your request was not accepted.
call-unknown = { $person }, I don't know whether your request was started.
call-abandoned = { $person }, your request did not finish in time.
charged-no = Nothing was charged.
charged-maybe = The provider may have charged for it.
charged-maybe-cancelled = The provider had already taken it, and may still charge for it.
charged-unknown = It may or may not have been started and charged.
charged-lost = It was made, so it was charged.
advice-failed = You can run it again or edit it first; that is a new, paid request.
advice-refused = Edit it and send it again.
advice-unknown = Only resubmit or edit it if you're OK with possibly paying twice.
advice-unknown-searched = For an hour I keep looking for it in the provider's task list. If exactly one task fits, I go on with it and post the result here.
advice-abandoned = Press *{ button-look }* and I'll ask once more; that costs nothing. *{ button-edit }* makes a new, paid request.
advice-lost = *{ button-again }* makes a new one, as a new paid request.

## Result message

call-ready-more = More of the same result ({ $part } of { $parts })
footer-job = Job
job-line = Job `{ $job }`
link-label = Original file
link-until = link expires { $when }
alt-waveform = Waveform of the sound
alt-poster = A frame of the video
remark-made-smaller = Made smaller to fit Discord's upload limit here.
remark-too-large = Too large for Discord's upload limit here, so this is a link.
remark-not-fetched = I couldn't download the file, so here's the link.
remark-incomplete = The file the provider delivered is incomplete, so this is a link.
remark-link-dead = The provider no longer has the file, and I have no copy of it.
remark-part-refused = Discord refused part of this message, so I left it out.
direct-from = From **{ $server }**, { $channel }.
direct-server-unknown = a server I'm no longer in
direct-why-gone = That channel no longer exists.
direct-why-access = I can't see that channel any more.
direct-why-permission = I'm not allowed to post there.
direct-why-thread = That thread is archived or locked.
direct-why-other = I couldn't post there.
remark-not-media = I couldn't read this file as audio or video, so here's the link.
remark-no-voice-message = Posted as a file: I'm not allowed to send voice messages here.
remark-voice-too-large = Posted as a file: as a voice message it would be too large here.
remark-voice-not-made = Posted as a file: no voice message could be made of it.
remark-link-too-long = The link is too long to be shown here.
remark-ai-generated = AI-generated.
field-soundboard-name = Name (2 to 32 characters)
field-soundboard-emoji = Emoji
field-soundboard-start = Start at second (5.2 s are taken)
soundboard-added = “{ $name }” is on the soundboard now.
soundboard-off = Soundboard sounds are off here. An admin can allow them with `/foley panel`.
soundboard-no-right = You need the *Create Expressions* permission in this server for that.
soundboard-bot-no-right = I need the *Create Expressions* permission in this server for that.
soundboard-full = The soundboard is full. Remove a sound and try again.
soundboard-name = The name needs at least 2 characters.
soundboard-emoji = “{ $value }” isn't an emoji.
soundboard-start-bad = “{ $value }” isn't a number of seconds.
soundboard-start = The sound is over by then: it is { $seconds } s long.

## Buttons

button-again = Again
button-look = Look again
button-edit = Edit and run
button-retry = Try again
button-voice = Voice message
button-soundboard = Add to soundboard
button-cover = Cover in another style
button-sound = Add sound
button-score = Add music
button-song = Make it a song
button-revoice = Change voice
button-details = Details
button-cancel = Cancel
button-cancelall = Cancel all
button-resubmit = Submit again
button-delete = Delete
button-more = More…
button-keep = Keep this one
button-remove = Delete for everyone
repair-choose = Fix it: choose what to change
repair-without = Without { $option }
button-deliver = Post it now
button-deliver-again = Post again

## Answers to buttons and commands

answer-cancelled = Cancelled. Nothing was charged.
answer-cancelled-stopped = Cancelled, and the provider stopped working on it.
answer-cancelled-unstoppable = Cancelled: I won't post the result. The provider can't be stopped any more and may still charge for it.
answer-group-cancelled = { $count ->
    [one] I cancelled 1.
   *[other] I cancelled { $count }.
 }
answer-group-billed = { $count ->
    [one] 1 of them can't be stopped at the provider any more, and may still be charged.
   *[other] { $count } of them can't be stopped at the provider any more, and may still be charged.
 }
answer-group-busy = { $count ->
    [one] 1 is being sent or posted right now, so I left it alone. Press again in a moment.
   *[other] { $count } are being sent or posted right now, so I left them alone. Press again in a moment.
 }
answer-deleted = Deleted.
answer-kept = { $count ->
    [0] There is nothing else of this request to remove.
    [one] I kept this one and removed the other.
   *[other] I kept this one and removed the { $count } others.
 }
answer-delivering = It will be posted again in a moment.
answer-look-found = It's finished after all. I'm posting it now.
answer-look-running = It's still being made. I'm watching it again and will post it when it's ready.
answer-look-failed = It has ended without a result. I'm posting why.
answer-look-gone = The provider doesn't know this job any more, so there's nothing left to fetch.
answer-look-silent = I couldn't get an answer about this job just now. Please try again in a few minutes.
answer-voice-done = Posted as a voice message.
answer-voice-as-file = Posted as a file: I'm not allowed to send voice messages here.
answer-voice-making = Making a voice message…
answer-delete-sure = Delete this result for everyone? The file can't be brought back here.
answer-same-job = This is already running: { $link }
answer-modal-used = This form was sent already; your request is on its way.
answer-modal-gone = This form has expired. Nothing was started; please run the command again.
details-title = Details
details-command = Command to copy
details-command-file = The exact command is in the attached file.
details-attach = Attach again
details-ids = IDs
details-times = Times
details-job = Job
details-made-from = Made from
details-group = { $index } of { $size } of one request
details-task = Task at Tencent Cloud
details-request = Tencent Cloud's request ID
details-code = Code
details-asked = Asked
details-sent = Sent
details-accepted = Accepted
details-ended = Ended
details-posted = Posted
details-state = State
details-loudness = Loudness
details-cost = Cost
details-cost-open = { $cost }, once it is done
details-cost-maybe = { $cost }, if the provider charges it
details-cost-second = { $fixed } + { $second } per second
state-name-requested = to be sent
state-name-queued = waiting for a free slot
state-name-submitting = being sent
state-name-waiting = running
state-name-ready = ready
state-name-failed = failed
state-name-refused = not accepted
state-name-unknown = unknown
state-name-abandoned = given up
state-name-cancelled = cancelled

## Modals

modal-music-lyrics = Music with lyrics
modal-edit-music = Edit and run: music
modal-edit-sfx = Edit and run: sound effect
modal-edit-tts = Edit and run: speech
modal-edit-video = Edit and run: video
field-prompt = What it should be
field-style = Style
field-lyrics = Lyrics
field-style-hint = Or paste both here: the style, a blank line, the lyrics
field-text = Text to speak
field-voice = Voice (name or ID)
field-language = Language
field-pitch = Pitch in semitones
field-attach = { $option }: attach a file
field-address = { $option }: or its address
field-model = Model
field-duration = Seconds
field-format = File format
field-count = How many
field-each-day = Each person, a day
field-each-month = Each person, a month
field-server-day = Whole server, a day
field-server-month = Whole server, a month
field-no-limit = Empty: no limit
field-whom = For whom
field-command = Command
field-measure = What is counted
field-window = In which time
field-amount = How much
field-model-default = Model
field-version-default = Version
field-voice-default = Voice
field-language-default = Language
field-words-add = Words to block
field-words-remove = Words to allow again
field-patterns-add = Patterns to block (RE2)
field-patterns-remove = Patterns to allow again
field-one-a-line = One on each line
field-settings-file = File from another server
field-form = Post it as
field-audio = Sound
field-instrumental = Vocals
field-resolution-aspect = Resolution and aspect ratio
field-resolution-aspect-hint = For example: 1080P 16:9
field-empty-is-model = Leave it empty for the model's own choice
choice-mp3 = MP3
choice-wav = WAV
choice-file = File
choice-automatic = Automatic
choice-any = any
choice-none = none of its own
choice-voice = Voice message
choice-female = female
choice-male = male
choice-vocals = With vocals
choice-instrumental = Instrumental
choice-either = The model's own choice
choice-sound = With sound
choice-silent = Silent
refusal-number = “{ $value }” in *{ $field }* is not a whole number.
refusal-shape = “{ $value }” is not a resolution and aspect ratio, like 1080P 16:9.

## Refusals

refusal = That can't be done.
refusal-job-not-found = There is no such job here, or it isn't one you may see.
refusal-unavailable = I can't take requests right now. Nothing was started; please try again in a minute.
refusal-store-unavailable = My database can't be reached right now. Nothing was started; please try again in a minute.
refusal-stopping = I'm being restarted. Nothing was started; please try again in a minute.
refusal-next-free = Resets { $when }.
refusal-not-yours = Only the person who asked for this, or a moderator, can do that.
refusal-moderators-only = Only moderators can do that.
refusal-cancel-submitting = It is being sent at this very moment and can't be cancelled right now. Try again in a few seconds.
refusal-cancel-too-late = It has ended already; there is nothing to cancel.
refusal-not-unknown = The outcome of this job is known; there's nothing to resubmit.
refusal-not-abandoned = I haven't given up on this job, so there's nothing to look for.
refusal-already-resubmitted = This was submitted again already.
refusal-not-ended = It has not ended yet, or was cancelled.
refusal-being-posted = It is being posted right now.
refusal-clip-running = Your last voice message is still being made. Please try again in a moment.
refusal-no-sound = This job has no sound that could be a voice message.
refusal-not-in-server = I only work in servers. Please use me in a channel of a server I was added to.
refusal-channel-unknown = I don't know this kind of channel, so I can't post here. Please use a text channel.
refusal-bot-not-in-server = I'm not in this server myself. Ask an admin to add me with the *bot* scope.
refusal-bot-permissions = I can't post a result here: I need the following permissions in this channel: { $permissions }.
refusal-thread-locked = This thread is locked, so I couldn't post a result here. Unlock it, or use another channel.
refusal-forum = I can't post in a forum itself. Please use the command inside one of its posts.
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-send-messages-in-threads = Send Messages in Threads
permission-embed-links = Embed Links
permission-attach-files = Attach Files

## Errors

error-internal = Something went wrong on my side. If you were waiting for a result, `/jobs list` shows where it stands.
error-id = Something went wrong on my side. If it keeps happening, give this ID to whoever runs me: `{ $id }`
error-config = I'm not set up correctly. Whoever runs me has to fix it.
error-unreachable = A service I need can't be reached right now.
error-store = My database had a problem. Nothing new was started.
provider-error = The provider had a problem.
provider-not-sent = The provider couldn't be reached.
provider-later = The provider is busy right now.
provider-rejected = The provider didn't accept this request.
provider-unknown = The request was sent, but no readable answer came back.
job-abandoned = This took too long, so I stopped waiting.
job-unsent-too-long = I couldn't get this started within a day, so I cancelled it.
job-not-sent = Something went wrong on my side before this was sent.
fetch-failed = The result could not be downloaded. The link may still work.
fetch-forbidden = The result lies at an address I don't download from.
fetch-gone = The link to the result no longer works.
fetch-too-large = The result is larger than what I download.
media-failed = The result could not be prepared for Discord.
media-unreadable = The file the provider delivered holds no sound or picture that can be played.
media-incomplete = The file the provider delivered is incomplete.
media-too-large = The result can't be made small enough for this server without ruining it.
media-worker-died = Preparing the result took too much time or memory and was stopped.
media-no-sound = This has no sound.
message-failed = Discord refused the message.

## What Tencent Cloud said

tencent-moderation = The provider's content check refused this text or reference. Please reword it.
tencent-bad-input = These options can't be used together. Please choose others.
tencent-model = This model or version isn't offered any more. Please choose another.
tencent-reference = The reference file couldn't be used. Please give another one, or one that anybody can download.
tencent-text-too-long = This text is too long for one piece of speech. Please shorten it.
tencent-speech-refused = This speech was refused. Please check the voice and the text.
tencent-size = This request or its answer is too large.
tencent-rate = Too many requests at the moment. It will be tried again.
tencent-busy = The provider is working on as many jobs as it takes. It will be tried again when one ends.
tencent-capacity = There's no capacity for this right now. Please try again later.
tencent-trouble = The provider has trouble answering.
tencent-keys = My API key isn't accepted. Whoever runs me has to fix it.
tencent-token = My temporary access is wrong or has expired. Whoever runs me has to fix it.
tencent-clock = The clock of my machine is wrong. Whoever runs me has to fix it.
tencent-permission = My API key may not do this. Whoever runs me has to fix it.
tencent-not-enabled = This isn't enabled for my account. Whoever runs me has to fix it.
tencent-arrears = My account at the provider is in arrears. Whoever runs me has to fix it.
tencent-quota = My quota at the provider is used up. Whoever runs me has to fix it.
tencent-sub-app-id = I'm set up with the wrong application ID (FOLEY_VOD_SUB_APP_ID). Whoever runs me has to fix it.
tencent-bucket = The storage for results doesn't exist. Whoever runs me has to fix it.
tencent-address = I'm set up with an address or region that isn't served. Whoever runs me has to fix it.
tencent-unknown-field = The provider doesn't know an option I sent. Please tell whoever runs me.
tencent-outdated = The provider no longer offers this. Please tell whoever runs me.
tencent-failed = The provider couldn't do this.
tencent-task-gone = The provider doesn't know this job any more.
tencent-cannot-stop = This job can't be stopped any more.
tencent-task-failed = The provider stopped working on this and gave no reason I know. Its own words are in Details; other words or options may work.
tencent-task-input = The provider couldn't work with these options. Please choose others.
tencent-inner = The provider had a problem of its own while making this. Trying again may help.
tencent-model-failed = The model could not make anything from this. Trying again may help.
tencent-task-stopped = This job was stopped at the provider.
tencent-task-timeout = This took the provider too long, so it gave up. Trying again may help.
tencent-speech-failed = This text couldn't be spoken.
tencent-no-result = The provider says it is done, but sent no file.

## The database

store-refused = The database can't be used: { $detail }
store-refused-foreign = The database { $path } belongs to another program. Give Foley one of its own in FOLEY_DATABASE_URL.
store-refused-junk = { $path } is not a database at all. Name the right file, or move this one away.
store-refused-unreadable = { $path } can't be read: { $detail }.
store-refused-newer = The database { $path } was written by a newer Foley (revision { $revision }; this one knows up to { $known }). Start the newer version, or restore an older backup.
store-refused-in-use = Another process is already using { $path }. Only one Foley can use a SQLite database at a time; for several, use PostgreSQL.
store-refused-path = The database { $path } can't be opened: { $detail }. Check that the folder exists and can be written.
store-refused-readonly = I can read { $path } but not write it. Let the user I run as, or log in as, write there, or name another database in FOLEY_DATABASE_URL.
store-refused-file = A file of this machine can't be read: { $path } ({ $detail }). Correct it, or HOME and what FOLEY_DATABASE_URL names.
store-refused-parameter = The pooler in front of PostgreSQL does not take the parameter { $parameter }: leave it out of FOLEY_DATABASE_URL, or name it in the pooler's ignore_startup_parameters.
store-refused-pooler = FOLEY_DATABASE_URL leads to a pooler in transaction mode (such as PgBouncer with pool_mode = transaction), where no session stays mine: set pool_mode = session for this database, or connect to PostgreSQL directly.
store-standby = { $path } is a standby and can't be written now. Name the primary in FOLEY_DATABASE_URL; with several hosts in it, add target_session_attrs=primary.
store-conflict-exists = A job with this ID exists already.
store-conflict-repeat-open = You already have this one in progress.
store-copy-postgres = PostgreSQL is copied with its own tools. Run: { $command }
store-copy-exists = { $path } exists already. Choose another name.
store-copy-missing = { $path } does not exist.
store-copy-same = { $path } is the database itself. Name a backup of it.
store-copy-damaged = { $path } is damaged: it did not pass the database's own check. Nothing was changed.

## What can't work, and what to change

catalog-model-unknown = There is no model “{ $model }” here. { $count ->
    [0] None is set up for this.
   *[other] Choose one of: { $offered }.
 }
catalog-version-unknown = { $model } has no version “{ $version }”. Choose one of: { $offered }.
catalog-text-empty = `{ $option }` is empty.
catalog-text-long = `{ $option }` has { $length } characters; the limit is { $limit }.
catalog-lyrics-long = `lyrics` has { $length } characters; the limit is { $limit }.
catalog-lyrics-and-instrumental = `lyrics` and `instrumental` can't be used together. Remove one of them.
catalog-not-taken = { $about ->
    [lyrics] { $model } takes no lyrics
    [instrumental] { $model } can't be told to be instrumental
    [reference] { $model } takes no reference sound
    [duration] { $model } decides the length itself
    [video] { $model } takes no video
    [resolution] { $model } decides the resolution itself
    [aspect] { $model } decides the aspect ratio itself
    [audio] { $model } makes no sound
    [image] { $model } takes no picture
    [last_image] { $model } takes no picture to end on
    [version] { $model } has no versions to choose from
   *[other] { $model } doesn't take `{ $option }`
 }. { $count ->
    [0] Remove `{ $option }`.
   *[other] Remove `{ $option }` or choose one of: { $others }.
 }
catalog-lyrics-needed = { $model } needs lyrics. { $count ->
    [0] Add `lyrics`.
   *[other] Add `lyrics` or choose one of: { $others }.
 }
catalog-not-offered = { $model } doesn't offer { $wanted } as `{ $option }`. { $count ->
    [0] Choose one of: { $offered }.
   *[other] Choose one of: { $offered }; or one of these models: { $others }.
 }
catalog-duration-not-offered = { $model } can't make { $duration } seconds. { $count ->
    [0] Choose a `duration` of { $offered }.
   *[other] Choose a `duration` of { $offered }, or one of: { $others }.
 }
catalog-duration-resolution = { $model } makes { $duration } seconds only with a `resolution` of { $offered }. { $count ->
    [0] Choose that, or another `duration`.
   *[other] Choose that, another `duration`, or one of: { $others }.
 }
catalog-duration-and-video = The length follows the video. Remove `duration` or the video.
catalog-option-needs-video = `{ $option }` goes with a `video` only. Add one, or remove it.
catalog-reference-and-video = A reference sound and a video don't go together. Remove one of them.
catalog-aspect-and-image = With { $model }, the picture decides the aspect ratio. { $count ->
    [0] Remove `aspect` or `image`.
   *[other] Remove `aspect` or `image`, or choose one of: { $others }.
 }
catalog-audio-resolution = { $model } makes sound only with a `resolution` of { $offered }. { $count ->
    [0] Choose that, or remove `audio`.
   *[other] Choose that, remove `audio`, or choose one of: { $others }.
 }
catalog-image-needed = { $model } needs a picture to start from. { $count ->
    [0] Add `image`.
   *[other] Add `image`, or choose one of: { $others }.
 }
catalog-last-image-alone = A picture to end on needs one to start from. Add `image` or remove `last_image`.
catalog-last-image-resolution = { $model } takes a picture to end on only with a `resolution` of { $offered }. { $count ->
    [0] Choose that, or remove `last_image`.
   *[other] Choose that, remove `last_image`, or choose one of: { $others }.
 }
catalog-url-scheme = `{ $option }` must be an address that begins with https:// or http://.
catalog-url-bad = `{ $option }` is not a web address.
catalog-url-long = The address in `{ $option }` is too long.
catalog-url-credentials = The address in `{ $option }` holds a user name or password. Use a public one.
catalog-url-private = The address in `{ $option }` can't be reached from the internet. Use a public one, or attach the file.
reference-dead = I can't download anything from the address in `{ $option }` ({ $reason }), so the provider couldn't either. Use an address that anybody can download from, or attach the file. Nothing was started.
reference-not-media = The address in `{ $option }` leads to { $kind ->
    [video] something that is no video
    [image] something that is no picture
   *[audio] something that is no sound file
 }. Use the direct address of the file, or attach it. Nothing was started.
catalog-voice-bad = That is not a voice. Choose one from the list.
catalog-language-unknown = There is no language “{ $language }”. Choose one from the list.
catalog-pitch-not-offered = `pitch` must be from { $lowest } to { $highest }.
catalog-sample-rate-not-offered = A `sample_rate` of { $rate } is not possible. Choose one of: { $offered }.
voice-unknown = { $count ->
    [0] I don't know that voice. Choose one from the list, or give its full id.
   *[other] I don't know the voice “{ $voice }”. Did you mean: { $others }?
 }
voice-ambiguous = { $count } voices are called “{ $voice }”. Choose one from the list, or give its full id.

## Options and lists of commands

option-both = Use `{ $first }` or `{ $second }`, not both.
attachment-type = “{ $file }” is not a file I can use here. It must be one of: { $types }.
attachment-big = “{ $file }” is too big: at most { $limit }.
attachment-empty = “{ $file }” is empty.
attachment-not-text = “{ $file }” is not plain text in UTF-8.
attachment-unreadable = “{ $file }” could not be read from Discord. Please attach it again.
attachment-expired = The file you attached back then is no longer there. Please run the command again and attach it anew.
answer-not-made = Nothing was made; only the person who asked sees why.
tts-nothing-to-say = There's nothing to say in this text: it has no words, only emoji or symbols. Nothing was charged.
tts-voices-unknown = I don't have the list of voices yet. Please try again in a minute. Nothing was charged.
tts-no-voice = I have no voice that speaks { $language }. Pick one with `voice`, or set `language`. Nothing was charged.
menu-read-aloud = Read aloud
menu-no-words = There's nothing to read in this message: it has no text and no `.txt` file.
menu-sound-effect = Sound effect of this
menu-add-sound = Add sound to this video
menu-animate = Animate this picture
menu-song = Make a song of this
menu-no-text = There's no text in this message to make a sound of.
menu-no-video = There's no video in this message that I can take: attach an `.mp4` or `.mov` of up to 100 MB.
menu-no-picture = There's no picture in this message that I can take: attach a `.png` or `.jpg` of up to 10 MB.
menu-no-lyrics = There are no words in this message to sing.
more-no-file = The file of this result isn't here any more.
voices-title = { $count ->
    [one] { $count } voice
   *[other] { $count } voices
 }
voices-none = No voice matches. Clear one of the filters.
voices-language = Language
voices-traits = Gender and age
voices-mood = Mood
voices-choose = Choose a voice
voices-listen = Listen (free)
voices-use = Use this voice
voices-speak-with = Speak with this voice
voices-used = ✅ { $voice } is your voice now: `/tts` uses it when you name none.
voice-female = female
voice-male = male
voice-child = child
voice-teenager = teenager
voice-youth = youth
voice-middle-aged = middle-aged
voice-senior = senior
help-title = What I can do
help-make = Make something
help-try = Try `/tts text:hello there`. You need nothing else.
help-menu = In the menu of a message, under *Apps*: *{ menu-read-aloud }*, *{ menu-sound-effect }*, *{ menu-add-sound }*, *{ menu-animate }*, *{ menu-song }*
help-yours = Your own
help-admins = For admins of this server
help-operators = For whoever runs me
tts-option-instant = `{ $option }` works for texts of up to { $limit } characters, without `pitch` or `translate_to`. Leave it out, or shorten the text.
tts-option-off = `{ $option }` isn't available here. Leave it out.
speech-somebody = somebody
speech-role = a role
speech-channel = a channel
speech-page-customize = Channels & Roles
speech-page-browse = Browse Channels
speech-page-guide = Server Guide
speech-page-home = Server Guide
speech-page-linked-roles = Linked Roles
choice-version-unlisted = { $version } (not in the list, sent as typed)
choice-model-lyrics =
    { $need ->
        [none] no lyrics
        [required] needs lyrics
       *[optional] lyrics if you like
    }
refusal-command-changed = Discord's copy of this command is older than mine, so nothing was started. Please try again in a moment.
jobs-list-title = Requests
jobs-list-empty = There are none.
jobs-list-more = Older ones: `/jobs list before:{ $job }`
jobs-list-held = finished, waiting to be posted

## Commands: names as people type them, and what they do

cmd-music-name = music
cmd-music-description = Make music from a sentence
cmd-music-prompt-name = prompt
cmd-music-prompt-description = What it should sound like: style, mood, instruments
cmd-music-model-name = model
cmd-music-model-description = Which model makes it
cmd-music-version-name = version
cmd-music-version-description = Which version of the model
cmd-music-lyrics-name = lyrics
cmd-music-lyrics-description = Lyrics
cmd-music-instrumental-name = instrumental
cmd-music-instrumental-description = Without singing
cmd-music-reference-name = reference
cmd-music-reference-description = A sound for the model to go by (mp3, wav)
cmd-music-reference-url-name = reference_url
cmd-music-reference-url-description = The public address of a sound for the model to go by
cmd-music-video-name = video
cmd-music-video-description = A video to make the music for (mp4, mov)
cmd-music-video-url-name = video_url
cmd-music-video-url-description = The public address of a video to make the music for
cmd-music-gender-name = gender
cmd-music-gender-description = Who sings
cmd-music-watermark-name = watermark
cmd-music-watermark-description = The model's own watermark in the sound
cmd-music-format-name = format
cmd-music-format-description = File format
cmd-music-long-name = long
cmd-music-long-description = Write long lyrics in a form
cmd-music-lyrics-file-name = lyrics_file
cmd-music-lyrics-file-description = Lyrics as a .txt file
cmd-music-count-name = count
cmd-music-count-description = How many, each a request of its own
cmd-sfx-name = sfx
cmd-sfx-description = Make a sound effect from a sentence
cmd-sfx-prompt-name = prompt
cmd-sfx-prompt-description = Describe the sound
cmd-sfx-duration-name = duration
cmd-sfx-duration-description = Length in seconds
cmd-sfx-video-name = video
cmd-sfx-video-description = A video to make the sound for (mp4, mov)
cmd-sfx-video-url-name = video_url
cmd-sfx-video-url-description = The public address of a video to make the sound for
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = With a video: close and quiet sounds
cmd-sfx-bgm-prompt-name = bgm_prompt
cmd-sfx-bgm-prompt-description = With a video: describe the background music
cmd-sfx-format-name = format
cmd-sfx-format-description = File format
cmd-sfx-as-name = as
cmd-sfx-as-description = Post it as a file or as a voice message
cmd-sfx-count-name = count
cmd-sfx-count-description = How many, each a request of its own
cmd-tts-name = tts
cmd-tts-description = Turn text into speech
cmd-tts-text-name = text
cmd-tts-text-description = Text to speak
cmd-tts-voice-name = voice
cmd-tts-voice-description = Search by name, language or gender; left out: your last one, or one that fits the text
cmd-tts-language-name = language
cmd-tts-language-description = Language of the text
cmd-tts-translate-to-name = translate_to
cmd-tts-translate-to-description = Translate the text into this language first, then speak it
cmd-tts-pitch-name = pitch
cmd-tts-pitch-description = Higher or lower, in semitones
cmd-tts-sample-rate-name = sample_rate
cmd-tts-sample-rate-description = Samples per second
cmd-tts-format-name = format
cmd-tts-format-description = File format
cmd-tts-speed-name = speed
cmd-tts-speed-description = How fast to speak: 1 is normal; for texts of up to 2,000 characters
cmd-tts-as-name = as
cmd-tts-as-description = Post it as a file or as a voice message
cmd-tts-text-file-name = text_file
cmd-tts-text-file-description = A .txt file to speak after the text
cmd-voices-name = voices
cmd-voices-description = Find a voice, hear it, make it yours
cmd-voices-language-name = language
cmd-voices-language-description = A language it speaks; left out: yours
cmd-voices-gender-name = gender
cmd-voices-gender-description = Female or male
cmd-voices-age-name = age
cmd-voices-age-description = How old it sounds
cmd-voices-mood-name = mood
cmd-voices-mood-description = How it sounds: warm, steady, sweet…
cmd-help-name = help
cmd-help-description = What I can do, and what to try first
cmd-video-name = video
cmd-video-description = Make a video from a sentence
cmd-video-prompt-name = prompt
cmd-video-prompt-description = Describe the video
cmd-video-model-name = model
cmd-video-model-description = Which model makes it
cmd-video-version-name = version
cmd-video-version-description = Which version of the model
cmd-video-duration-name = duration
cmd-video-duration-description = Length in seconds
cmd-video-resolution-name = resolution
cmd-video-resolution-description = How sharp, for example 1080P
cmd-video-aspect-name = aspect
cmd-video-aspect-description = Width to height, for example 16:9
cmd-video-audio-name = audio
cmd-video-audio-description = With sound
cmd-video-image-name = image
cmd-video-image-description = A picture to start from (jpg, png)
cmd-video-last-image-name = last_image
cmd-video-last-image-description = A picture to end on (jpg, png)
cmd-video-off-peak-name = off_peak
cmd-video-off-peak-description = Cheaper, made when there is room: may take up to 48 hours
cmd-video-negative-name = negative
cmd-video-negative-description = What to leave out
cmd-video-enhance-name = enhance
cmd-video-enhance-description = Let the model expand your prompt first
cmd-video-bgm-name = bgm
cmd-video-bgm-description = With background music
cmd-video-watermark-name = watermark
cmd-video-watermark-description = The model's own watermark in the picture
cmd-video-reference-1-name = reference_1
cmd-video-reference-2-name = reference_2
cmd-video-reference-3-name = reference_3
cmd-video-reference-1-description = A picture of someone or something to show (jpg, png)
cmd-video-reference-2-description = A second picture to show
cmd-video-reference-3-description = A third picture to show
cmd-video-reference-video-name = reference_video
cmd-video-reference-video-description = A video for the model to go by (mp4, mov)
cmd-jobs-name = jobs
cmd-jobs-description = Your requests and what became of them
cmd-jobs-list-name = list
cmd-jobs-list-description = List your latest requests
cmd-jobs-list-everyone-name = everyone
cmd-jobs-list-everyone-description = Everybody's requests in this server (moderators)
cmd-jobs-list-before-name = before
cmd-jobs-list-before-description = Only those older than this job
cmd-jobs-show-name = show
cmd-jobs-show-description = Show a request, and post a result I'm holding
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = Which job
cmd-jobs-cancel-name = cancel
cmd-jobs-cancel-description = Cancel a request
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = Which job
cmd-jobs-retry-name = retry
cmd-jobs-retry-description = Make the same request once more
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = Which job

## Rules, limits and use of a server

list-separator = { ", " }
list-quoted = “{ $text }”
admin-paused = ⏸️ Paused: no new requests are taken. `/foley resume` ends it.
admin-on = on
admin-off = off
admin-none = none
admin-everywhere = everywhere
admin-everybody = everybody
admin-same = where they are asked for
admin-own-language = each person's own
admin-forever = as long as the request
admin-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
admin-catalog = those of the catalogue
admin-kinds = Commands
admin-channels = Channels
admin-roles = Roles
admin-results = Results go to
admin-alerts = Budget alerts go to
admin-longest = Longest video (s)
admin-sharpest = Sharpest video
admin-count = Most in one request
admin-age = Age-restricted channels
admin-age-anywhere = everywhere
admin-age-only = only there
admin-age-never = never there
admin-keep = Keep copies of results
admin-loudness = Level the loudness
admin-label = AI label
admin-soundboard = Soundboard
admin-language = Language of announcements
admin-retention = Prompts are kept
admin-grace = Data after I was removed
admin-defaults = Defaults
admin-limits = Limits
admin-blocked = Blocked
admin-blocked-users = People
admin-blocked-words = Words
admin-blocked-patterns = Patterns
admin-pick-job = Choose a request to cancel or post again
panel-overview = Overview
panel-places = Commands and places
panel-limits = Limits
panel-budget = Budget
panel-defaults = Defaults
panel-words = Words and people
panel-jobs = Jobs
panel-history = History
panel-page = Go to…
panel-lacking = ⚠️ Channels where I lack permissions: { $count }. `/foley setup` shows which.
panel-month = This month
panel-preset = Apply a preset…
panel-pause = Pause
panel-resume = Resume
panel-export = Export settings
panel-import = Import settings
panel-channels = Where I may be used (empty: everywhere)
panel-alerts = Where budget alerts go
panel-system-channel = where Discord greets people
panel-limits-about = Choose a command to set how many requests each person and the whole server may make.
panel-caps-now = One request
panel-all-commands = All commands together
panel-limit-command = Limit a command…
panel-limit-role = Limit or free people with a role…
panel-limit-other = Another limit…
panel-caps = Video length, sharpness, count…
panel-lift = Lift a limit…
panel-no-prices = My operator has set no prices, so budgets here count seconds.
panel-prices = A typical request costs about
panel-attention = ⚠️ Please check
panel-other-currency = Budgets in { $currency } have no effect: prices are in another currency now.
panel-budget-role = Budget of a role…
panel-budget-edit = Set the budget…
panel-usage = Usage
panel-defaults-command = Defaults of a command…
panel-data = Language and data…
panel-keep = Keep copies: on/off
panel-loudness = Level loudness: on/off
panel-label = AI label: on/off
panel-soundboard = Soundboard: on/off
panel-roles = Roles that may use me (empty: everybody)
panel-people = Blocked people
panel-words-edit = Words and patterns…
panel-age = Age-restricted channels…
panel-older = Older
panel-revert = Revert a change…
panel-undo = Undo
panel-unchanged = Nothing changed.
panel-expired = I no longer know this change. Nothing was saved; please make it again.
panel-save-anyway = Save anyway
panel-drop = Don't save
panel-whole-number = “{ $value }” is not a whole number.
panel-amount = “{ $value }” is not an amount of money, such as 12.50.
panel-block-what = Say what to block: `user`, `word` or `pattern`.
preset-tight = Tight
preset-normal = Normal
preset-open = Open
preset-free = No limits
preset-day = At most { $things } a day
change-paused = I'm not taking new requests in this server now.
change-resumed = I'm taking requests in this server again.
history-paused = { $actor } paused me
history-resumed = { $actor } resumed me
history-set = { $actor } changed “{ $setting }”: { $old } → { $new }
history-added = { $actor } added { $values } to { $setting }
history-removed = { $actor } removed { $values } from { $setting }
history-on = { $actor } switched { $values } on
history-off = { $actor } switched { $values } off
history-raised = { $actor } raised the limit from { $old } to { limit-what } ({ $who })
history-lowered = { $actor } lowered the limit from { $old } to { limit-what } ({ $who })
history-limited = { $actor } set a limit of { limit-what } ({ $who })
history-lifted = { $actor } lifted the limit of { limit-what } ({ $who })
history-preset-saved = { $actor } saved the preset “{ $name }” for this server
history-preset-deleted = { $actor } deleted this server's preset “{ $name }”
history-cancelled = { $actor } cancelled { $job } of { $owner }
history-posted = { $actor } posted { $job } of { $owner } again
caution-word = “{ $word }” is a single letter: it would block nearly every text.
caution-zero = A limit of { limit-what } switches this off.
caution-frees-all = Everybody has this role: nobody would have this limit any more.
caution-shuts = With { limit-what } nobody can make anything with { $model }.
caution-everyone = Everybody has this role: it would let everybody in.
caution-all-channels = With no channel chosen I may be used everywhere.
transfer-exported = Here are this server's settings. Import them in another server with `/foley panel`.
transfer-missing = Not in this server, so left out: { $missing }
transfer-foreign = This is not a file of my settings. Nothing was changed.
transfer-old = This file is from another version of me. Export it again; nothing was changed.
transfer-broken = Something in this file isn't a setting of mine. Nothing was changed.
admin-results-permissions = I can't post results there. I need: { $permissions }.
admin-default-not-taken = `/{ $command }` has no default for `{ $option }`. Leave it out.
limit-line = { $who }: { $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] { $amount } s of music
        [sfx] { $amount } s of sound effects
        [tts] { $amount } s of speech
        [video] { $amount } s of video
       *[all] { $amount } s of sound and video
    }
   *[count] { $kind ->
        [music] { $amount ->
            [one] { $amount } song
           *[other] { $amount } songs
        }
        [sfx] { $amount ->
            [one] { $amount } sound effect
           *[other] { $amount } sound effects
        }
        [tts] { $amount ->
            [one] { $amount } spoken text
           *[other] { $amount } spoken texts
        }
        [video] { $amount ->
            [one] { $amount } video
           *[other] { $amount } videos
        }
       *[all] { $amount ->
            [one] { $amount } request
           *[other] { $amount } requests
        }
    }
 }
limit-what = { $window ->
    [hour] { limit-things } an hour
    [day] { limit-things } a day
    [month] { limit-things } a month
   *[once] { limit-things } at the same time
 }
limit-who-user = Each person
limit-who-role = Each person with { $role }
limit-who-server = The whole server
audit-empty = Nothing has been changed yet.
usage-title = Use in the last { $days ->
    [one] day
   *[other] { $days } days
 }
usage-empty = Nothing was used.
usage-requests = requests
usage-seconds = seconds
usage-returned = free
usage-days = By day
usage-people = By person
usage-models = By model
usage-open = { $count } not finished yet: counted by their estimate
usage-person = { $who }: { $count ->
    [one] { $count } request
   *[other] { $count } requests
 }, { $seconds } s
usage-budget = Left of the server's limits
setup-title = Set up Foley
setup-intro = Everything can be changed at any time; only people who may manage this server see this.
setup-permissions = Permissions
setup-fine = ✅ { $count ->
    [one] { $count } channel has
   *[other] { $count } channels have
 } all that is needed
setup-lack = ⚠️ { $channel }: { $permissions }
setup-now = At the moment
setup-next = Next steps
setup-steps =
    1️⃣ Give me the missing permissions and press *Check again*.
    2️⃣ Open `/foley panel`: choose where I may be used and where results go.
    3️⃣ Look at the limits there, then press *Make a test* (one paid request).
setup-again = Check again
setup-test = Make a test (paid)
setup-no-test = There is nothing to test: switch on `/sfx`, `/music` or `/video` first.
setup-choose-results = Where results go (empty: where they are asked for)
setup-choose-kinds = Which commands are on
permission-read-message-history = Read Message History
welcome =
    👋 Thank you for adding **Foley**: music, sound effects, speech and video from a sentence.
    1️⃣ Try it: `/sfx prompt:a door creaks` or `/music prompt:calm rain`.
    2️⃣ This server starts with the preset **{ $preset }**. { $about }
    3️⃣ Admins change that with `/foley panel`; `/foley setup` shows missing permissions.
welcome-back =
    👋 Thank you for adding **Foley**: music, sound effects, speech and video from a sentence.
    1️⃣ Try it: `/sfx prompt:a door creaks` or `/music prompt:calm rain`.
    2️⃣ Admins see and change what is set here with `/foley panel`; `/foley setup` shows missing permissions.

## Refused by the server's rules

rules-admins-only = Only people who may manage this server can do this.
rules-paused = I'm paused in this server. An admin can end that with `/foley resume`.
rules-blocked-user = The admins of this server have blocked you from using me.
rules-kind-off-music = Music is switched off in this server.
rules-kind-off-sfx = Sound effects are switched off in this server.
rules-kind-off-tts = Speech is switched off in this server.
rules-kind-off-video = Video is switched off in this server.
rules-channel = I can't be used in this channel. Use: { $channels }
rules-role = Only people with one of these roles can use me here: { $roles }
rules-age-only = In this server, I can only be used in age-restricted channels.
rules-age-never = In this server, I can't be used in age-restricted channels.
rules-blocked-text = This text contains something that isn't allowed in this server. Please reword it.
rules-patterns-slow = This server's word patterns take too long to check. Please try again in a while, and ask an admin to make them simpler.
rules-word-empty = This word has no visible characters.
rules-word-long = A blocked word may have at most { $limit } characters.
rules-not-blocked = That is not blocked.
rules-pattern-bad = This is not a regular expression I can use (RE2): { $reason }
rules-pattern-empty = This pattern matches everything. Make it more specific.
rules-pattern-large = This pattern is too large. Make it simpler.
rules-pattern-long = A pattern may have at most { $limit } characters.
rules-too-many-words = At most { $limit } words can be blocked.
rules-too-many-patterns = At most { $limit } patterns can be blocked.
rules-too-many-limits = There can be at most { $limit } limits.
rules-too-many-users = At most { $limit } people can be blocked.
rules-too-many-channels = At most { $limit } channels can be listed.
rules-too-many-roles = At most { $limit } roles can be listed.
rules-all-kinds-off = At least one command has to stay on. `/foley pause` stops everything.
rules-video-too-long = In this server a video may be at most { $limit } s; this one would be about { $asked } s. Set `duration` to { $limit } or less.
rules-video-too-sharp = In this server a video may have at most { $limit }; this one would have { $asked }. Set `resolution` to { $limit } or less.
rules-count = In this server one request may ask for at most { $limit }; this one asks for { $asked }. Set `count` to { $limit } or less.
rules-cap-seconds = The longest video must be from 1 to { $limit } s.
rules-cap-count = The most in one request must be from 1 to { $limit }.
rules-limit-amount = A limit must be from 0 to { $limit }.
rules-limit-window = A limit needs the time it counts in; what runs at the same time has none.
rules-limit-role = A limit for a role needs the role.
rules-limit-missing = There is no such limit.
rules-retention = Prompts can be kept from 0 to { $limit } days.
rules-grace = Data can be kept from 0 to { $limit } days after I was removed.
refusal-paused-all = I'm paused for maintenance. Please try again later.
refusal-draining = I'm about to be updated and take no new requests. Please try again in a few minutes.
quota-never-fits = { $measure ->
    [money] This would cost about { $asked }
    [seconds] This would make about { $asked } s
   *[count] That would be { $asked } requests
 }; the limit is { limit-what }.

## Everybody's own data

privacy-exported = Here's all the data I store about you.
privacy-question = This removes all your requests, results and settings, in all servers; what still runs is cancelled. It can't be undone. Messages that are already in Discord stay.
privacy-confirm = Delete my data
privacy-deleted = Done. { $jobs ->
    [one] { $jobs } request of yours was
   *[other] { $jobs } requests of yours were
 } removed.
privacy-cancelled = { $count ->
    [one] { $count } of them was still open and was
   *[other] { $count } of them were still open and were
 } cancelled.
privacy-billed = { $count ->
    [one] { $count } was already
   *[other] { $count } were already
 } at the provider, could not be stopped and may still be billed.
privacy-pending = { $count ->
    [one] { $count } is being sent or posted at this moment. It is
   *[other] { $count } are being sent or posted at this moment. They are
 } removed within a few minutes.

## The operator

operator-title = Status
operator-only = Only the operator of this bot can do this.
operator-servers = Servers: { $count }
operator-paused = ⏸️ Paused: nothing new is taken or sent.
operator-draining = 🚰 Draining: nothing new is taken.
operator-line = 🛠️ Maintenance line: { $line }
operator-poller = Poller
operator-turned = Last run { $turned } ago · { $watched } watched · { $waiting } to post
operator-elsewhere = Another process does the work.
operator-budgets = Budgets (used / allowed per second · waiting)
operator-jobs = Open requests
operator-oldest = Oldest: { $job }, { $when }
operator-held = Held back: { $count }
operator-faults = Errors of the last day
operator-left = Left { $server }.
operator-no-server = I'm in no server with this ID.
operator-own-server = This is the operator's own server.
operator-maintenance-long = The line may have at most { $limit } characters.

## Choices of commands

choice-count = requests
choice-seconds = seconds of sound and video
choice-money = money
choice-at-once = requests at the same time
choice-hour = an hour
choice-day = a day
choice-month = a month

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = Rules, limits and use of Foley in this server
cmd-foley-block-name = block
cmd-foley-block-description = Block a person, a word or a pattern
cmd-foley-option-user-name = user
cmd-foley-option-user-description = Which person
cmd-foley-option-word-name = word
cmd-foley-option-word-description = A word or phrase, however it is spelled
cmd-foley-option-pattern-name = pattern
cmd-foley-option-pattern-description = A regular expression (RE2)
cmd-foley-pause-name = pause
cmd-foley-pause-description = Take no new requests in this server; what runs goes on
cmd-foley-resume-name = resume
cmd-foley-resume-description = Take requests in this server again
cmd-foley-usage-name = usage
cmd-foley-usage-description = What this server used, by day, command and person, with a chart
cmd-foley-option-days-name = days
cmd-foley-option-days-description = How many days
cmd-foley-jobs-name = jobs
cmd-foley-jobs-description = All requests of this server: cancel them, or post results again
cmd-foley-panel-name = panel
cmd-foley-panel-description = Everything I do here, in one place
cmd-foley-export-name = export
cmd-foley-export-description = This server's settings as a file
cmd-foley-option-chart-name = chart
cmd-foley-option-chart-description = What the chart shows
cmd-foley-setup-name = setup
cmd-foley-setup-description = A guide: missing permissions, first settings, a test
cmd-operator-name = operator
cmd-operator-description = Run this bot
cmd-operator-status-name = status
cmd-operator-status-description = Poller, budgets, oldest job, errors by code
cmd-operator-pause-name = pause
cmd-operator-pause-description = Take and send nothing new, in all servers
cmd-operator-resume-name = resume
cmd-operator-resume-description = End a pause and a drain
cmd-operator-drain-name = drain
cmd-operator-drain-description = Take nothing new in all servers, finish what there is
cmd-operator-maintenance-name = maintenance
cmd-operator-maintenance-description = A line in every status message; empty takes it away
cmd-operator-maintenance-line-name = line
cmd-operator-maintenance-line-description = What it says
cmd-operator-leave-name = leave
cmd-operator-leave-description = Leave a server
cmd-operator-leave-server-name = server
cmd-operator-leave-server-description = The server's ID
cmd-privacy-name = privacy
cmd-privacy-description = The data I store about you
cmd-privacy-export-name = export
cmd-privacy-export-description = Get all the data I store about you, as JSON
cmd-privacy-delete-name = delete
cmd-privacy-delete-description = Delete all the data I store about you
cmd-preset-name = preset
cmd-preset-description = Save a request, and use it again
cmd-preset-save-name = save
cmd-preset-save-description = Save a request of yours under a name
cmd-preset-save-name-name = name
cmd-preset-save-name-description = What to call it
cmd-preset-save-id-name = id
cmd-preset-save-id-description = Which request; left out: your latest here
cmd-preset-save-server-name = server
cmd-preset-save-server-description = For everybody in this server (admins)
cmd-preset-use-name = use
cmd-preset-use-description = Make a saved request again
cmd-preset-use-name-name = name
cmd-preset-use-name-description = Which one
cmd-preset-use-prompt-name = prompt
cmd-preset-use-prompt-description = Other words, made at once; left out: see and change it first
cmd-preset-list-name = list
cmd-preset-list-description = List your presets and this server's
cmd-preset-delete-name = delete
cmd-preset-delete-description = Delete a preset
cmd-preset-delete-name-name = name
cmd-preset-delete-name-description = Which one

## Saved requests

preset-saved = ✅ Saved as **{ $name }**. `/{ cmd-preset-name } { cmd-preset-use-name }` makes it again, with the same words or others.
preset-replaced = ✅ Saved as **{ $name }**, in place of the one that was called so.
preset-deleted = Deleted **{ $name }**.
preset-files = Its files aren't kept: attach them again when you use it.
preset-unknown = There is no preset called that. `/{ cmd-preset-name } { cmd-preset-list-name }` shows yours and this server's.
preset-nothing = You have made nothing here that could be saved yet. Make something first.
preset-name = A preset needs a name that can be read, without a colon.
preset-too-many = At most { $limit } presets can be kept. Delete one first.
preset-none = No presets yet. Make something, then save it with `/{ cmd-preset-name } { cmd-preset-save-name }`.
preset-own = Yours
preset-server = This server's

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] Whole server: switched off, the limit is 0
   *[person] Switched off for you: your limit is 0
 }
quota-left = { $scope ->
    [server] Whole server: { $left } left of { limit-what }
   *[person] { $left } left of { limit-what }
 }
quota-used-at-once = { $scope ->
    [server] This server already has { limit-things } running. Wait until one ends.
   *[person] You already have { limit-things } running. Wait until one ends.
 }
quota-used-off = { $scope ->
    [server] This is switched off in this server: an admin set its limit to 0.
   *[person] This is switched off for you: an admin of this server set your limit to 0.
 }
quota-used = { $scope ->
    [operator] I've reached the budget for all servers together, so I can't start this now.
    [server] That would go over this server's limit of { limit-what }.
   *[person] That would go over your limit of { limit-what }.
 }
quota-fewer = Only { $fits } of { $asked } would fit { $scope ->
    [server] this server's limit of { limit-what }
    [operator] the budget for all servers together
   *[person] your limit of { limit-what }
 }, so I started none.
quota-warning = { $scope ->
    [operator] ⚠️ { $percent } % of my budget for all servers ({ limit-what }) is used. Resets { $free }.
   *[server] ⚠️ { $percent } % of this server's limit ({ limit-what }) is used. Resets { $free }.
 }
cost-estimate = This will cost about { $cost }.
