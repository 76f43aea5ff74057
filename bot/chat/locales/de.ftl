# German. The master is en-US.ftl: same keys, same variables. Options are named by reference, as people see them.

language-name = Deutsch

## Time and size

time-seconds = { $seconds } s
time-minutes = { $minutes } min
time-minutes-seconds = { $minutes } min { $seconds } s
time-hours-minutes = { $hours } h { $minutes } min
time-about-seconds = etwa { $count } s
time-about-minutes = etwa { $count } min
time-about-hours = etwa { $count } h
time-span-seconds = { $low }–{ $high } s
time-span-minutes = { $low }–{ $high } min
time-span-hours = { $low }–{ $high } h
size-kb = { $size } KB
size-mb = { $size } MB

## Status message

state-requested = Deine Anfrage wird vorbereitet
state-submitting = Deine Anfrage wird gesendet
state-queued = Wartet auf einen freien Platz
state-waiting-music = Wird komponiert …
state-waiting-sfx = Dein Soundeffekt wird erstellt …
state-waiting-tts = Die Sprachausgabe wird erstellt …
state-waiting-video = Dein Video wird erstellt …
state-percent = { $percent } %
state-position = Platz { $position } von { $length } auf diesem Server
state-asked = Angefragt { $when }
state-started = gestartet { $when }
state-usual = Meist fertig in { $usual }
state-slower = Es dauert länger als sonst (normalerweise { $usual }). Ich bin noch dran.
state-off-peak = Wird zu ruhiger Zeit gemacht, für weniger Geld: spätestens { $when } fertig
state-ready = Fertig, wird gleich gepostet
state-done = Fertig in { $took }
group-progress = { $ready } von { $all } fertig
state-jump = Zum Ergebnis
state-why = Grund ansehen
state-removed = das Ergebnis wurde gelöscht
state-sent-directly = { $person } als Direktnachricht geschickt
state-held = Fertig, aber ich kann in diesem Kanal nichts posten, und deine Direktnachrichten sind geschlossen. Ich hebe es auf: Drück *Jetzt posten*, sobald der Kanal wieder geht, oder nutze `/{ cmd-jobs-name } { cmd-jobs-show-name }`.
state-cancelled = Abgebrochen.
state-cancelled-by = Abgebrochen von { $person }.
stage-fetching = Fertig, die Datei wird geholt
stage-fitting = Fertig, die Datei wird an das Upload-Limit von Discord angepasst
stage-posting = Fertig, wird hochgeladen

## Endings without a result

ending-failed-title = Das hat nicht geklappt
ending-failed = Der Anbieter konnte das nicht fertigstellen.
ending-refused-title = Nicht angenommen
ending-refused = Diese Anfrage wurde nicht angenommen.
ending-unknown-title = Ausgang unbekannt
ending-unknown = Die Anfrage wurde gesendet, aber es kam keine lesbare Antwort.
ending-abandoned-title = Warten aufgegeben
ending-abandoned = Das hat zu lange gedauert, deshalb warte ich nicht länger.
ending-goes-on-title = Es geht doch weiter
ending-goes-on = Der Anbieter hat diese Anfrage doch, also sende sie bitte nicht noch einmal. Ich behalte sie im Auge und poste das Ergebnis hier.
ending-lost-title = Erstellt, aber die Datei ist weg
call-failed = { $person }, deine Anfrage ist fehlgeschlagen.
call-refused = { $person }, deine Anfrage wurde nicht angenommen.
call-unknown = { $person }, ich weiß nicht, ob deine Anfrage gestartet wurde.
call-abandoned = { $person }, deine Anfrage ist nicht rechtzeitig fertig geworden.
charged-no = Es wurde nichts berechnet.
charged-maybe = Es kann sein, dass der Anbieter es berechnet hat.
charged-maybe-cancelled = Der Anbieter hatte es schon angenommen und berechnet es vielleicht noch.
charged-unknown = Vielleicht wurde sie gestartet und in Rechnung gestellt, vielleicht auch nicht.
charged-lost = Es wurde erstellt und deshalb in Rechnung gestellt.
advice-failed = Du kannst es noch einmal starten oder vorher bearbeiten; das ist eine neue, kostenpflichtige Anfrage.
advice-refused = Bearbeite sie und sende sie noch einmal.
advice-unknown = Sende oder bearbeite sie nur dann noch einmal, wenn es für dich in Ordnung ist, vielleicht doppelt zu zahlen.
advice-unknown-searched = Eine Stunde lang suche ich sie noch in der Auftragsliste des Anbieters. Wenn genau ein Auftrag passt, mache ich damit weiter und poste das Ergebnis hier.
advice-abandoned = Drück auf *{ button-look }*, dann frage ich noch einmal nach; das kostet nichts. *{ button-edit }* wird eine neue, kostenpflichtige Anfrage.
advice-lost = *{ button-again }* erstellt es neu, als neue, kostenpflichtige Anfrage.

## Result message

call-ready-more = Mehr vom selben Ergebnis ({ $part } von { $parts })
footer-job = Job
job-line = Job `{ $job }`
link-label = Originaldatei
link-until = Link läuft { $when } ab
alt-waveform = Wellenform des Tons
alt-poster = Ein Bild aus dem Video
remark-made-smaller = Verkleinert, damit es hier ins Upload-Limit von Discord passt.
remark-too-large = Zu groß für das Upload-Limit von Discord hier, deshalb nur ein Link.
remark-not-fetched = Ich konnte die Datei nicht herunterladen, deshalb hier der Link.
remark-incomplete = Die gelieferte Datei ist unvollständig, deshalb nur ein Link.
remark-link-dead = Der Anbieter hat die Datei nicht mehr, und ich habe keine Kopie.
remark-part-refused = Discord hat einen Teil dieser Nachricht abgelehnt, deshalb fehlt er hier.
direct-from = Aus **{ $server }**, { $channel }.
direct-server-unknown = einem Server, auf dem ich nicht mehr bin
direct-why-gone = Den Kanal gibt es nicht mehr.
direct-why-access = Ich kann den Kanal nicht mehr sehen.
direct-why-permission = Ich darf dort nicht schreiben.
direct-why-thread = Der Thread ist archiviert oder gesperrt.
direct-why-other = Dort konnte ich nicht schreiben.
remark-not-media = Ich konnte diese Datei nicht als Ton oder Video lesen, deshalb hier der Link.
remark-no-voice-message = Als Datei gepostet: Ich darf hier keine Sprachnachrichten senden.
remark-voice-too-large = Als Datei gepostet: Als Sprachnachricht wäre es hier zu groß.
remark-voice-not-made = Als Datei gepostet: Daraus ließ sich keine Sprachnachricht machen.
remark-link-too-long = Der Link ist zu lang, um hier angezeigt zu werden.
remark-ai-generated = KI-generiert.
field-soundboard-name = Name (2 bis 32 Zeichen)
field-soundboard-emoji = Emoji
field-soundboard-start = Ab Sekunde (es werden 5,2 s genommen)
soundboard-added = „{ $name }“ ist jetzt auf dem Soundboard.
soundboard-off = Das Soundboard ist hier ausgeschaltet. Die Admins können es mit `/{ cmd-foley-name } { cmd-foley-panel-name }` erlauben.
soundboard-no-right = Dafür brauchst du auf diesem Server die Berechtigung *Ausdrücke erstellen*.
soundboard-bot-no-right = Dafür brauche ich auf diesem Server die Berechtigung *Ausdrücke erstellen*.
soundboard-full = Das Soundboard ist voll. Entfern einen Klang und versuch es noch einmal.
soundboard-name = Der Name braucht mindestens 2 Zeichen.
soundboard-emoji = „{ $value }“ ist kein Emoji.
soundboard-start-bad = „{ $value }“ ist keine Sekundenzahl.
soundboard-start = Da ist der Klang schon vorbei: Er ist { $seconds } s lang.

## Buttons

button-again = Nochmal
button-look = Noch einmal nachsehen
button-edit = Bearbeiten
button-retry = Erneut versuchen
button-voice = Sprachnachricht
button-soundboard = Aufs Soundboard
button-cover = In anderem Stil
button-sound = Vertonen
button-score = Musik dazu
button-song = Zum Lied machen
button-revoice = Andere Stimme
button-details = Details
button-cancel = Abbrechen
button-cancelall = Alle abbrechen
button-resubmit = Noch einmal senden
button-delete = Löschen
button-more = Mehr …
button-keep = Nur das behalten
button-remove = Für alle löschen
repair-choose = Korrigieren: Änderung wählen
repair-without = Ohne { $option }
button-deliver = Jetzt posten
button-deliver-again = Erneut posten

## Answers to buttons and commands

answer-cancelled = Abgebrochen. Es wurde nichts berechnet.
answer-cancelled-stopped = Abgebrochen, und der Anbieter arbeitet nicht mehr daran.
answer-cancelled-unstoppable = Abgebrochen: Ich poste das Ergebnis nicht. Der Anbieter lässt sich nicht mehr aufhalten und berechnet es vielleicht trotzdem.
answer-group-cancelled = { $count ->
    [one] Ich habe 1 abgebrochen.
   *[other] Ich habe { $count } abgebrochen.
 }
answer-group-billed = { $count ->
    [one] 1 davon lässt sich beim Anbieter nicht mehr aufhalten und wird vielleicht trotzdem in Rechnung gestellt.
   *[other] { $count } davon lassen sich beim Anbieter nicht mehr aufhalten und werden vielleicht trotzdem in Rechnung gestellt.
 }
answer-group-busy = { $count ->
    [one] 1 wird gerade gesendet oder gepostet, deshalb habe ich es gelassen. Drück gleich noch einmal.
   *[other] { $count } werden gerade gesendet oder gepostet, deshalb habe ich sie gelassen. Drück gleich noch einmal.
 }
answer-deleted = Gelöscht.
answer-kept = { $count ->
    [0] Von dieser Anfrage gibt es sonst nichts zu entfernen.
    [one] Das hier ist noch da, das andere habe ich entfernt.
   *[other] Das hier ist noch da, die { $count } anderen habe ich entfernt.
 }
answer-delivering = Es wird gleich noch einmal gepostet.
answer-look-found = Es ist doch fertig geworden. Ich poste es jetzt.
answer-look-running = Es wird noch erstellt. Ich behalte es wieder im Auge und poste es, sobald es fertig ist.
answer-look-failed = Es ist ohne Ergebnis zu Ende gegangen. Ich poste, warum.
answer-look-gone = Der Anbieter kennt diesen Job nicht mehr, es gibt also nichts mehr abzuholen.
answer-look-silent = Ich habe zu diesem Job gerade keine Antwort bekommen. Bitte versuch es in ein paar Minuten noch einmal.
answer-voice-done = Als Sprachnachricht gepostet.
answer-voice-as-file = Als Datei gepostet: Ich darf hier keine Sprachnachrichten senden.
answer-voice-making = Die Sprachnachricht wird erstellt …
answer-delete-sure = Dieses Ergebnis für alle löschen? Hier lässt es sich dann nicht wiederherstellen.
answer-same-job = Das läuft schon: { $link }
answer-modal-used = Dieses Formular wurde schon abgeschickt; deine Anfrage ist unterwegs.
answer-modal-gone = Dieses Formular ist abgelaufen. Es wurde nichts gestartet; bitte nutze den Befehl noch einmal.
details-title = Details
details-command = Befehl zum Kopieren
details-command-file = Der genaue Befehl steht in der angehängten Datei.
details-attach = Noch einmal anhängen
details-ids = IDs
details-times = Zeiten
details-job = Job
details-made-from = Erstellt aus
details-group = { $index } von { $size } einer Anfrage
details-task = Auftrag bei Tencent Cloud
details-request = Anfrage-ID von Tencent Cloud
details-code = Code
details-asked = Angefragt
details-sent = Gesendet
details-accepted = Angenommen
details-ended = Beendet
details-posted = Gepostet
details-state = Status
details-loudness = Lautstärke
details-cost = Kosten
details-cost-open = { $cost }, wenn es fertig ist
details-cost-maybe = { $cost }, falls der Anbieter es berechnet
details-cost-second = { $fixed } + { $second } pro Sekunde
state-name-requested = wird noch gesendet
state-name-queued = wartet auf einen freien Platz
state-name-submitting = wird gerade gesendet
state-name-waiting = läuft
state-name-ready = fertig
state-name-failed = fehlgeschlagen
state-name-refused = nicht angenommen
state-name-unknown = unbekannt
state-name-abandoned = aufgegeben
state-name-cancelled = abgebrochen

## Modals

modal-music-lyrics = Musik mit Liedtext
modal-edit-music = Bearbeiten & starten: Musik
modal-edit-sfx = Bearbeiten & starten: Soundeffekt
modal-edit-tts = Bearbeiten & starten: Sprachausgabe
modal-edit-video = Bearbeiten & starten: Video
field-prompt = Was es werden soll
field-style = Stil
field-lyrics = Liedtext
field-style-hint = Oder füg beides hier ein: den Stil, eine Leerzeile, den Liedtext
field-text = Text zum Vorlesen
field-voice = Stimme (Name oder ID)
field-language = Sprache
field-pitch = Tonhöhe in Halbtönen
field-attach = { $option }: Datei anhängen
field-address = { $option }: oder die Adresse
field-model = Modell
field-duration = Sekunden
field-format = Dateiformat
field-count = Wie viele
field-each-day = Jede Person, pro Tag
field-each-month = Jede Person, pro Monat
field-server-day = Ganzer Server, pro Tag
field-server-month = Ganzer Server, pro Monat
field-no-limit = Leer: kein Limit
field-whom = Für wen
field-command = Befehl
field-measure = Was gezählt wird
field-window = Zeitraum
field-amount = Wie viel
field-model-default = Modell
field-version-default = Version
field-voice-default = Stimme
field-language-default = Sprache
field-words-add = Wörter blockieren
field-words-remove = Wörter wieder erlauben
field-patterns-add = Muster blockieren (RE2)
field-patterns-remove = Muster wieder erlauben
field-one-a-line = Eines pro Zeile
field-settings-file = Datei von einem anderen Server
field-form = Posten als
field-audio = Ton
field-instrumental = Gesang
field-resolution-aspect = Auflösung und Seitenverhältnis
field-resolution-aspect-hint = Zum Beispiel: 1080P 16:9
field-empty-is-model = Leer lassen, damit das Modell entscheidet
choice-mp3 = MP3
choice-wav = WAV
choice-file = Datei
choice-automatic = Automatisch
choice-any = beliebig
choice-none = keine eigene
choice-voice = Sprachnachricht
choice-female = weiblich
choice-male = männlich
choice-vocals = Mit Gesang
choice-instrumental = Instrumental
choice-either = Das Modell entscheidet
choice-sound = Mit Ton
choice-silent = Stumm
refusal-number = „{ $value }“ in *{ $field }* ist keine ganze Zahl.
refusal-shape = „{ $value }“ ist keine Auflösung mit Seitenverhältnis, wie 1080P 16:9.

## Refusals

refusal = Das geht nicht.
refusal-job-not-found = Diesen Job gibt es hier nicht, oder du darfst ihn nicht sehen.
refusal-unavailable = Ich kann gerade keine Anfragen annehmen. Es wurde nichts gestartet; bitte versuch es in einer Minute noch einmal.
refusal-store-unavailable = Meine Datenbank ist gerade nicht erreichbar. Es wurde nichts gestartet; bitte versuch es in einer Minute noch einmal.
refusal-stopping = Ich werde gerade neu gestartet. Es wurde nichts gestartet; bitte versuch es in einer Minute noch einmal.
refusal-next-free = Wird { $when } zurückgesetzt.
refusal-not-yours = Das kann nur die Person, die das angefragt hat, oder jemand aus der Moderation.
refusal-moderators-only = Das kann nur die Moderation.
refusal-cancel-submitting = Es wird in diesem Moment gesendet und lässt sich gerade nicht abbrechen. Versuch es in ein paar Sekunden noch einmal.
refusal-cancel-too-late = Es ist schon beendet; es gibt nichts abzubrechen.
refusal-not-unknown = Der Ausgang dieses Jobs ist bekannt; es gibt nichts noch einmal zu senden.
refusal-not-abandoned = Ich habe diesen Job nicht aufgegeben, es gibt also nichts nachzusehen.
refusal-already-resubmitted = Das wurde schon noch einmal gesendet.
refusal-not-ended = Es ist noch nicht beendet oder wurde abgebrochen.
refusal-being-posted = Es wird gerade gepostet.
refusal-clip-running = Deine letzte Sprachnachricht wird noch erstellt. Bitte versuch es gleich noch einmal.
refusal-no-sound = Dieser Job hat keinen Ton, der eine Sprachnachricht sein könnte.
refusal-not-in-server = Ich funktioniere nur auf Servern. Bitte nutze mich in einem Kanal eines Servers, zu dem ich hinzugefügt wurde.
refusal-channel-unknown = Diese Art von Kanal kenne ich nicht und kann hier nichts posten. Bitte nutze einen Textkanal.
refusal-bot-not-in-server = Ich selbst bin nicht auf diesem Server. Bitte die Admins, mich mit dem Scope *bot* hinzuzufügen.
refusal-bot-permissions = Ich kann hier kein Ergebnis posten. In diesem Kanal brauche ich diese Berechtigungen: { $permissions }.
refusal-thread-locked = Dieser Thread ist gesperrt, deshalb könnte ich hier kein Ergebnis posten. Entsperr ihn oder nutze einen anderen Kanal.
refusal-forum = Direkt in einem Forum kann ich nichts posten. Bitte nutze den Befehl in einem seiner Beiträge.
permission-view-channel = Kanal ansehen
permission-send-messages = Nachrichten senden
permission-send-messages-in-threads = Nachrichten in Threads senden
permission-embed-links = Links einbetten
permission-attach-files = Dateien anhängen

## Errors

error-internal = Bei mir ist etwas schiefgegangen. Wenn du auf ein Ergebnis wartest, zeigt `/{ cmd-jobs-name } { cmd-jobs-list-name }` den Stand.
error-id = Bei mir ist etwas schiefgegangen. Wenn das öfter passiert, gib diese ID an die Person weiter, die mich betreibt: `{ $id }`
error-config = Ich bin nicht richtig eingerichtet. Wer mich betreibt, muss das beheben.
error-unreachable = Ein Dienst, den ich brauche, ist gerade nicht erreichbar.
error-store = Meine Datenbank hatte ein Problem. Es wurde nichts Neues gestartet.
provider-error = Beim Anbieter gab es ein Problem.
provider-not-sent = Der Anbieter war nicht erreichbar.
provider-later = Der Anbieter ist gerade ausgelastet.
provider-rejected = Der Anbieter hat diese Anfrage nicht angenommen.
provider-unknown = Die Anfrage wurde gesendet, aber es kam keine lesbare Antwort.
job-abandoned = Das hat zu lange gedauert, deshalb warte ich nicht länger.
job-unsent-too-long = Ich konnte das einen ganzen Tag lang nicht starten, deshalb habe ich es abgebrochen.
job-not-sent = Bei mir ist etwas schiefgegangen, bevor das abgeschickt wurde.
fetch-failed = Das Ergebnis konnte nicht heruntergeladen werden. Der Link funktioniert vielleicht noch.
fetch-forbidden = Das Ergebnis liegt an einer Adresse, von der ich nichts herunterlade.
fetch-gone = Der Link zum Ergebnis funktioniert nicht mehr.
fetch-too-large = Das Ergebnis ist größer als das, was ich herunterlade.
media-failed = Das Ergebnis konnte nicht für Discord vorbereitet werden.
media-unreadable = Die gelieferte Datei enthält keinen Ton und kein Bild, das sich abspielen lässt.
media-incomplete = Die gelieferte Datei ist unvollständig.
media-too-large = Das Ergebnis lässt sich nicht klein genug für diesen Server machen, ohne es zu verderben.
media-worker-died = Die Vorbereitung des Ergebnisses brauchte zu viel Zeit oder Speicher und wurde gestoppt.
media-no-sound = Das hat keinen Ton.
message-failed = Discord hat die Nachricht abgelehnt.

## What Tencent Cloud said

tencent-moderation = Die Inhaltsprüfung des Anbieters hat diesen Text oder diese Referenz abgelehnt. Bitte formuliere anders.
tencent-bad-input = Diese Optionen lassen sich nicht zusammen verwenden. Bitte wähle andere.
tencent-model = Dieses Modell oder diese Version gibt es nicht mehr. Bitte wähle eine andere.
tencent-reference = Die Referenzdatei ließ sich nicht verwenden. Bitte gib eine andere an, oder eine, die alle herunterladen können.
tencent-text-too-long = Dieser Text ist zu lang, um am Stück gesprochen zu werden. Bitte kürze ihn.
tencent-speech-refused = Diese Sprachausgabe wurde abgelehnt. Bitte prüf die Stimme und den Text.
tencent-size = Diese Anfrage oder ihre Antwort ist zu groß.
tencent-rate = Gerade gibt es zu viele Anfragen. Es wird noch einmal versucht.
tencent-busy = Der Anbieter arbeitet gerade an so vielen Aufträgen, wie er annimmt. Sobald einer endet, geht es weiter.
tencent-capacity = Dafür ist gerade keine Kapazität frei. Bitte versuch es später noch einmal.
tencent-trouble = Der Anbieter hat Schwierigkeiten zu antworten.
tencent-keys = Mein API-Schlüssel wird nicht angenommen. Wer mich betreibt, muss das beheben.
tencent-token = Mein befristeter Zugang ist falsch oder abgelaufen. Wer mich betreibt, muss das beheben.
tencent-clock = Die Uhr meines Rechners geht falsch. Wer mich betreibt, muss das beheben.
tencent-permission = Mein API-Schlüssel darf das nicht. Wer mich betreibt, muss das beheben.
tencent-not-enabled = Das ist für mein Konto nicht freigeschaltet. Wer mich betreibt, muss das beheben.
tencent-arrears = Mein Konto beim Anbieter ist im Rückstand. Wer mich betreibt, muss das beheben.
tencent-quota = Mein Kontingent beim Anbieter ist aufgebraucht. Wer mich betreibt, muss das beheben.
tencent-sub-app-id = Ich bin mit einer falschen Anwendungs-ID eingerichtet (FOLEY_VOD_SUB_APP_ID). Wer mich betreibt, muss das beheben.
tencent-bucket = Der Speicher für Ergebnisse existiert nicht. Wer mich betreibt, muss das beheben.
tencent-address = Ich bin mit einer Adresse oder Region eingerichtet, die nicht bedient wird. Wer mich betreibt, muss das beheben.
tencent-unknown-field = Der Anbieter kennt eine Option nicht, die ich gesendet habe. Bitte sag es der Person, die mich betreibt.
tencent-outdated = Der Anbieter bietet das nicht mehr an. Bitte sag es der Person, die mich betreibt.
tencent-failed = Der Anbieter konnte das nicht ausführen.
tencent-task-gone = Der Anbieter kennt diesen Job nicht mehr.
tencent-cannot-stop = Dieser Job lässt sich nicht mehr aufhalten.
tencent-task-failed = Der Anbieter hat die Arbeit daran abgebrochen, und den Grund kenne ich nicht. Seine eigenen Worte stehen unter Details; mit anderen Worten oder Optionen kann es klappen.
tencent-task-input = Der Anbieter kann mit diesen Optionen nicht arbeiten. Bitte wähl andere.
tencent-inner = Beim Anbieter ist dabei etwas schiefgegangen. Ein neuer Versuch hilft vielleicht.
tencent-model-failed = Das Modell konnte daraus nichts erstellen. Ein neuer Versuch hilft vielleicht.
tencent-task-stopped = Dieser Job wurde beim Anbieter angehalten.
tencent-task-timeout = Das hat beim Anbieter zu lange gedauert, deshalb hat er aufgegeben. Ein neuer Versuch hilft vielleicht.
tencent-speech-failed = Dieser Text konnte nicht gesprochen werden.
tencent-no-result = Der Anbieter meldet „fertig“, hat aber keine Datei geschickt.

## The database

store-refused = Die Datenbank kann nicht verwendet werden: { $detail }
store-refused-foreign = Die Datenbank { $path } gehört einem anderen Programm. Gib Foley in FOLEY_DATABASE_URL eine eigene.
store-refused-junk = { $path } ist gar keine Datenbank. Nenn die richtige Datei, oder räum diese weg.
store-refused-unreadable = { $path } kann nicht gelesen werden: { $detail }.
store-refused-newer = Die Datenbank { $path } wurde von einem neueren Foley geschrieben (Revision { $revision }; dieses kennt nur bis { $known }). Starte die neuere Version oder spiel ein älteres Backup ein.
store-refused-in-use = Ein anderer Prozess verwendet schon { $path }. Eine SQLite-Datenbank kann immer nur von einem Foley genutzt werden; für mehrere nimm PostgreSQL.
store-refused-path = Die Datenbank { $path } kann nicht geöffnet werden: { $detail }. Prüf, ob der Ordner existiert und beschreibbar ist.
store-refused-readonly = Ich kann { $path } lesen, aber nicht beschreiben. Gib dem Benutzer, unter dem ich laufe oder mich anmelde, Schreibrechte, oder nenn in FOLEY_DATABASE_URL eine andere Datenbank.
store-refused-file = Eine Datei auf diesem Rechner ist nicht lesbar: { $path } ({ $detail }). Berichtige sie, oder HOME und die Angaben in FOLEY_DATABASE_URL.
store-refused-parameter = Der Pooler vor PostgreSQL nimmt den Parameter { $parameter } nicht an: Lass ihn in FOLEY_DATABASE_URL weg, oder trag ihn beim Pooler unter ignore_startup_parameters ein.
store-refused-pooler = FOLEY_DATABASE_URL führt zu einem Pooler im Transaktionsmodus (etwa PgBouncer mit pool_mode = transaction), bei dem keine Sitzung mir gehört: Setz pool_mode = session für diese Datenbank, oder verbinde mich direkt mit PostgreSQL.
store-standby = { $path } ist ein Standby und derzeit nicht beschreibbar. Nenn in FOLEY_DATABASE_URL den Primärserver; stehen mehrere Hosts darin, ergänz target_session_attrs=primary.
store-conflict-exists = Einen Job mit dieser ID gibt es schon.
store-conflict-repeat-open = Das läuft bei dir schon.
store-copy-postgres = PostgreSQL wird mit seinen eigenen Werkzeugen kopiert. Führ aus: { $command }
store-copy-exists = { $path } gibt es schon. Wähl einen anderen Namen.
store-copy-missing = { $path } gibt es nicht.
store-copy-same = { $path } ist die Datenbank selbst. Nenn ein Backup davon.
store-copy-damaged = { $path } ist beschädigt: Die Prüfung der Datenbank ist fehlgeschlagen. Es wurde nichts geändert.

## What can't work, and what to change

catalog-model-unknown = Das Modell „{ $model }“ gibt es hier nicht. { $count ->
    [0] Dafür ist keines eingerichtet.
   *[other] Wähl eines davon: { $offered }.
 }
catalog-version-unknown = { $model } hat keine Version „{ $version }“. Wähl eine davon: { $offered }.
catalog-text-empty = `{ $option }` ist leer.
catalog-text-long = `{ $option }` hat { $length } Zeichen; höchstens { $limit } sind möglich.
catalog-lyrics-long = `{ cmd-music-lyrics-name }` hat { $length } Zeichen; höchstens { $limit } sind möglich.
catalog-lyrics-and-instrumental = `{ cmd-music-lyrics-name }` und `{ cmd-music-instrumental-name }` gehen nicht zusammen. Entfern eines davon.
catalog-not-taken = { $about ->
    [lyrics] { $model } nimmt keinen Liedtext
    [instrumental] { $model } lässt sich nicht auf Instrumental festlegen
    [reference] { $model } nimmt keinen Referenzton
    [duration] { $model } bestimmt die Länge selbst
    [video] { $model } nimmt kein Video
    [resolution] { $model } bestimmt die Auflösung selbst
    [aspect] { $model } bestimmt das Seitenverhältnis selbst
    [audio] { $model } macht keinen Ton
    [image] { $model } nimmt kein Bild
    [last_image] { $model } nimmt kein Schlussbild
    [version] { $model } hat keine Versionen zur Auswahl
   *[other] { $model } kennt `{ $option }` nicht
 }. { $count ->
    [0] Entfern `{ $option }`.
   *[other] Entfern `{ $option }` oder wähl eines davon: { $others }.
 }
catalog-lyrics-needed = { $model } braucht einen Liedtext. { $count ->
    [0] Gib `{ cmd-music-lyrics-name }` an.
   *[other] Gib `{ cmd-music-lyrics-name }` an oder wähl eines davon: { $others }.
 }
catalog-not-offered = { $model } bietet { $wanted } bei `{ $option }` nicht an. { $count ->
    [0] Wähl aus: { $offered }.
   *[other] Wähl aus: { $offered }; oder eines dieser Modelle: { $others }.
 }
catalog-duration-not-offered = { $model } kann keine { $duration } Sekunden. { $count ->
    [0] Möglich für `{ cmd-video-duration-name }`: { $offered }.
   *[other] Möglich für `{ cmd-video-duration-name }`: { $offered }. Oder wähl eines dieser Modelle: { $others }.
 }
catalog-duration-resolution = { $model } macht { $duration } Sekunden nur, wenn `{ cmd-video-resolution-name }` { $offered } ist. { $count ->
    [0] Wähl das oder eine andere `{ cmd-video-duration-name }`.
   *[other] Wähl das, eine andere `{ cmd-video-duration-name }`, oder eines davon: { $others }.
 }
catalog-duration-and-video = Die Länge richtet sich nach dem Video. Entfern `{ cmd-video-duration-name }` oder das Video.
catalog-option-needs-video = `{ $option }` geht nur mit `{ cmd-sfx-video-name }`. Füg eines hinzu oder lass es weg.
catalog-reference-and-video = Ein Referenzton und ein Video gehen nicht zusammen. Entfern eines davon.
catalog-aspect-and-image = Bei { $model } bestimmt das Bild das Seitenverhältnis. { $count ->
    [0] Entfern `{ cmd-video-aspect-name }` oder `{ cmd-video-image-name }`.
   *[other] Entfern `{ cmd-video-aspect-name }` oder `{ cmd-video-image-name }`, oder wähl eines davon: { $others }.
 }
catalog-audio-resolution = { $model } macht Ton nur, wenn `{ cmd-video-resolution-name }` { $offered } ist. { $count ->
    [0] Wähl das oder entfern `{ cmd-video-audio-name }`.
   *[other] Wähl das, entfern `{ cmd-video-audio-name }`, oder wähl eines davon: { $others }.
 }
catalog-image-needed = { $model } braucht ein Startbild. { $count ->
    [0] Gib `{ cmd-video-image-name }` an.
   *[other] Gib `{ cmd-video-image-name }` an oder wähl eines davon: { $others }.
 }
catalog-last-image-alone = Ein Schlussbild braucht auch ein Anfangsbild. Gib `{ cmd-video-image-name }` an oder entfern `{ cmd-video-last-image-name }`.
catalog-last-image-resolution = { $model } nimmt ein Schlussbild nur, wenn `{ cmd-video-resolution-name }` { $offered } ist. { $count ->
    [0] Wähl das oder entfern `{ cmd-video-last-image-name }`.
   *[other] Wähl das, entfern `{ cmd-video-last-image-name }`, oder wähl eines davon: { $others }.
 }
catalog-url-scheme = `{ $option }` muss eine Adresse sein, die mit https:// oder http:// beginnt.
catalog-url-bad = `{ $option }` ist keine Webadresse.
catalog-url-long = Die Adresse in `{ $option }` ist zu lang.
catalog-url-credentials = Die Adresse in `{ $option }` enthält einen Benutzernamen oder ein Passwort. Nimm eine öffentliche.
catalog-url-private = Die Adresse in `{ $option }` ist aus dem Internet nicht erreichbar. Nimm eine öffentliche oder häng die Datei an.
reference-dead = Von der Adresse in `{ $option }` kann ich nichts herunterladen ({ $reason }), der Anbieter also auch nicht. Nimm eine Adresse, von der alle herunterladen können, oder häng die Datei an. Es wurde nichts gestartet.
reference-not-media = Die Adresse in `{ $option }` führt zu { $kind ->
    [video] etwas, das kein Video ist
    [image] etwas, das kein Bild ist
   *[audio] etwas, das keine Tondatei ist
 }. Nimm die direkte Adresse der Datei oder häng sie an. Es wurde nichts gestartet.
catalog-voice-bad = Das ist keine Stimme. Wähl eine aus der Liste.
catalog-language-unknown = Die Sprache „{ $language }“ gibt es nicht. Wähl eine aus der Liste.
catalog-pitch-not-offered = `{ cmd-tts-pitch-name }` muss zwischen { $lowest } und { $highest } liegen.
catalog-sample-rate-not-offered = `{ cmd-tts-sample-rate-name }` { $rate } ist nicht möglich. Wähl eine davon: { $offered }.
voice-unknown = { $count ->
    [0] Diese Stimme kenne ich nicht. Wähl eine aus der Liste oder gib ihre vollständige ID an.
   *[other] Die Stimme „{ $voice }“ kenne ich nicht. Meintest du: { $others }?
 }
voice-ambiguous = { $count } Stimmen heißen „{ $voice }“. Wähl eine aus der Liste oder gib ihre vollständige ID an.

## Options and lists of commands

option-both = Nutze `{ $first }` oder `{ $second }`, nicht beides.
attachment-type = „{ $file }“ kann ich hier nicht verwenden. Möglich sind: { $types }.
attachment-big = „{ $file }“ ist zu groß: höchstens { $limit }.
attachment-empty = „{ $file }“ ist leer.
attachment-not-text = „{ $file }“ ist kein reiner Text in UTF-8.
attachment-unreadable = „{ $file }“ konnte nicht von Discord gelesen werden. Bitte häng die Datei noch einmal an.
attachment-expired = Die damals angehängte Datei gibt es nicht mehr. Bitte nutze den Befehl noch einmal und häng sie neu an.
answer-not-made = Es wurde nichts erstellt; den Grund sieht nur, wer gefragt hat.
tts-nothing-to-say = In diesem Text gibt es nichts vorzulesen: Er enthält keine Wörter, nur Emojis oder Symbole. Es wurde nichts berechnet.
tts-voices-unknown = Ich habe die Liste der Stimmen noch nicht. Bitte versuch es in einer Minute noch einmal. Es wurde nichts berechnet.
tts-no-voice = Ich habe keine Stimme, die { $language } spricht. Wähl eine mit `{ cmd-tts-voice-name }` oder gib `{ cmd-tts-language-name }` an. Es wurde nichts berechnet.
menu-read-aloud = Vorlesen
menu-no-words = In dieser Nachricht gibt es nichts vorzulesen: Sie enthält weder Text noch eine `.txt`-Datei.
menu-sound-effect = Soundeffekt daraus machen
menu-add-sound = Video vertonen
menu-animate = Bild animieren
menu-song = Ein Lied daraus machen
menu-no-text = In dieser Nachricht steht kein Text, aus dem ich einen Soundeffekt machen könnte.
menu-no-video = In dieser Nachricht ist kein Video, das ich nehmen kann: Häng eine `.mp4` oder `.mov` bis 100 MB an.
menu-no-picture = In dieser Nachricht ist kein Bild, das ich nehmen kann: Häng eine `.png` oder `.jpg` bis 10 MB an.
menu-no-lyrics = In dieser Nachricht stehen keine Worte, die man singen könnte.
more-no-file = Die Datei dieses Ergebnisses ist nicht mehr da.
voices-title = { $count ->
    [one] { $count } Stimme
   *[other] { $count } Stimmen
 }
voices-none = Keine Stimme passt. Nimm einen Filter heraus.
voices-language = Sprache
voices-traits = Geschlecht und Alter
voices-mood = Stimmung
voices-choose = Stimme wählen
voices-listen = Anhören (kostenlos)
voices-use = Diese Stimme nehmen
voices-speak-with = Mit dieser Stimme sprechen
voices-used = ✅ { $voice } ist jetzt deine Stimme: `/{ cmd-tts-name }` nimmt sie, wenn du keine angibst.
voice-female = weiblich
voice-male = männlich
voice-child = Kind
voice-teenager = Teenager
voice-youth = jung
voice-middle-aged = mittleres Alter
voice-senior = älter
help-title = Was ich kann
help-make = Etwas machen
help-try = Probier `/{ cmd-tts-name } { cmd-tts-text-name }:Guten Tag`. Mehr brauchst du nicht.
help-menu = Im Menü einer Nachricht unter *Apps*: *{ menu-read-aloud }*, *{ menu-sound-effect }*, *{ menu-add-sound }*, *{ menu-animate }*, *{ menu-song }*
help-yours = Deine Sachen
help-admins = Für die Admins dieses Servers
help-operators = Für alle, die mich betreiben
tts-option-instant = `{ $option }` geht bei Texten bis { $limit } Zeichen und ohne `{ cmd-tts-pitch-name }` oder `{ cmd-tts-translate-to-name }`. Lass es weg oder kürze den Text.
tts-option-off = `{ $option }` gibt es hier nicht. Lass es weg.
speech-somebody = jemand
speech-role = eine Rolle
speech-channel = ein Kanal
speech-page-customize = Kanäle und Rollen
speech-page-browse = Kanäle durchsuchen
speech-page-guide = Server-Guide
speech-page-home = Server-Guide
speech-page-linked-roles = Verknüpfte Rollen
choice-version-unlisted = { $version } (nicht in der Liste, wird wie eingegeben gesendet)
choice-model-lyrics =
    { $need ->
        [none] ohne Liedtext
        [required] braucht Liedtext
       *[optional] mit oder ohne Liedtext
    }
refusal-command-changed = Discord kennt noch eine ältere Fassung dieses Befehls, deshalb wurde nichts gestartet. Bitte versuch es gleich noch einmal.
jobs-list-title = Anfragen
jobs-list-empty = Es gibt keine.
jobs-list-more = Ältere: `/{ cmd-jobs-name } { cmd-jobs-list-name } { cmd-jobs-list-before-name }:{ $job }`
jobs-list-held = fertig, wartet aufs Posten

## Commands: names as people type them, and what they do

cmd-music-name = musik
cmd-music-description = Macht Musik aus einem Satz
cmd-music-prompt-name = beschreibung
cmd-music-prompt-description = Wie es klingen soll: Stil, Stimmung, Instrumente
cmd-music-model-name = modell
cmd-music-model-description = Welches Modell es macht
cmd-music-version-name = version
cmd-music-version-description = Welche Version des Modells
cmd-music-lyrics-name = liedtext
cmd-music-lyrics-description = Liedtext
cmd-music-instrumental-name = instrumental
cmd-music-instrumental-description = Ohne Gesang
cmd-music-reference-name = referenz
cmd-music-reference-description = Ein Klang als Ausgangspunkt (mp3, wav)
cmd-music-reference-url-name = referenz_url
cmd-music-reference-url-description = Die öffentliche Adresse eines Klangs als Ausgangspunkt
cmd-music-video-name = video
cmd-music-video-description = Ein Video, für das die Musik ist (mp4, mov)
cmd-music-video-url-name = video_url
cmd-music-video-url-description = Die öffentliche Adresse eines Videos, für das die Musik ist
cmd-music-gender-name = stimme
cmd-music-gender-description = Wer singt
cmd-music-watermark-name = wasserzeichen
cmd-music-watermark-description = Das Wasserzeichen des Modells im Klang
cmd-music-format-name = format
cmd-music-format-description = Dateiformat
cmd-music-long-name = lang
cmd-music-long-description = Langen Liedtext in einem Formular schreiben
cmd-music-lyrics-file-name = liedtext_datei
cmd-music-lyrics-file-description = Liedtext als .txt-Datei
cmd-music-count-name = anzahl
cmd-music-count-description = Wie viele, jedes eine eigene Anfrage
cmd-sfx-name = soundeffekt
cmd-sfx-description = Macht einen Soundeffekt aus einem Satz
cmd-sfx-prompt-name = beschreibung
cmd-sfx-prompt-description = Beschreib das Geräusch
cmd-sfx-duration-name = dauer
cmd-sfx-duration-description = Länge in Sekunden
cmd-sfx-video-name = video
cmd-sfx-video-description = Ein Video, das vertont wird (mp4, mov)
cmd-sfx-video-url-name = video_url
cmd-sfx-video-url-description = Die öffentliche Adresse eines Videos, das vertont wird
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = Mit Video: nahe, leise Klänge
cmd-sfx-bgm-prompt-name = musik
cmd-sfx-bgm-prompt-description = Mit Video: Beschreib die Hintergrundmusik
cmd-sfx-format-name = format
cmd-sfx-format-description = Dateiformat
cmd-sfx-as-name = als
cmd-sfx-as-description = Als Datei oder als Sprachnachricht posten
cmd-sfx-count-name = anzahl
cmd-sfx-count-description = Wie viele, jedes eine eigene Anfrage
cmd-tts-name = vorlesen
cmd-tts-description = Text in Sprache verwandeln
cmd-tts-text-name = text
cmd-tts-text-description = Der Text, der gesprochen wird
cmd-tts-voice-name = stimme
cmd-tts-voice-description = Suche nach Name, Sprache, Geschlecht; sonst deine letzte oder eine zum Text passende
cmd-tts-language-name = sprache
cmd-tts-language-description = Sprache des Textes
cmd-tts-translate-to-name = übersetzen
cmd-tts-translate-to-description = Den Text erst in diese Sprache übersetzen, dann sprechen
cmd-tts-pitch-name = tonhöhe
cmd-tts-pitch-description = Höher oder tiefer, in Halbtönen
cmd-tts-sample-rate-name = abtastrate
cmd-tts-sample-rate-description = Abtastwerte pro Sekunde
cmd-tts-format-name = format
cmd-tts-format-description = Dateiformat
cmd-tts-speed-name = tempo
cmd-tts-speed-description = Wie schnell gesprochen wird: 1 ist normal, für Texte bis 2.000 Zeichen
cmd-tts-as-name = als
cmd-tts-as-description = Als Datei oder als Sprachnachricht posten
cmd-tts-text-file-name = text_datei
cmd-tts-text-file-description = Eine .txt-Datei, die nach dem Text gesprochen wird
cmd-voices-name = stimmen
cmd-voices-description = Eine Stimme finden, anhören und übernehmen
cmd-voices-language-name = sprache
cmd-voices-language-description = Eine Sprache, die sie spricht; sonst deine
cmd-voices-gender-name = geschlecht
cmd-voices-gender-description = Weiblich oder männlich
cmd-voices-age-name = alter
cmd-voices-age-description = Wie alt sie klingt
cmd-voices-mood-name = stimmung
cmd-voices-mood-description = Wie sie klingt: warm, ruhig, sanft …
cmd-help-name = hilfe
cmd-help-description = Was ich kann und womit du anfängst
cmd-video-name = video
cmd-video-description = Macht ein Video aus einem Satz
cmd-video-prompt-name = beschreibung
cmd-video-prompt-description = Beschreib das Video
cmd-video-model-name = modell
cmd-video-model-description = Welches Modell es macht
cmd-video-version-name = version
cmd-video-version-description = Welche Version des Modells
cmd-video-duration-name = dauer
cmd-video-duration-description = Länge in Sekunden
cmd-video-resolution-name = auflösung
cmd-video-resolution-description = Wie scharf, zum Beispiel 1080P
cmd-video-aspect-name = seitenverhältnis
cmd-video-aspect-description = Breite zu Höhe, zum Beispiel 16:9
cmd-video-audio-name = ton
cmd-video-audio-description = Mit Ton
cmd-video-image-name = bild
cmd-video-image-description = Ein Bild für den Anfang (jpg, png)
cmd-video-last-image-name = schlussbild
cmd-video-last-image-description = Ein Bild für den Schluss (jpg, png)
cmd-video-off-peak-name = nebenzeit
cmd-video-off-peak-description = Günstiger, gemacht wenn Platz ist: kann bis zu 48 Stunden dauern
cmd-video-negative-name = ohne
cmd-video-negative-description = Was nicht darin vorkommen soll
cmd-video-enhance-name = ausarbeiten
cmd-video-enhance-description = Das Modell arbeitet deine Beschreibung erst aus
cmd-video-bgm-name = musik
cmd-video-bgm-description = Mit Hintergrundmusik
cmd-video-watermark-name = wasserzeichen
cmd-video-watermark-description = Das Wasserzeichen des Modells im Bild
cmd-video-reference-1-name = vorlage_1
cmd-video-reference-2-name = vorlage_2
cmd-video-reference-3-name = vorlage_3
cmd-video-reference-1-description = Ein Bild von jemandem oder etwas, das vorkommen soll (jpg, png)
cmd-video-reference-2-description = Ein zweites solches Bild
cmd-video-reference-3-description = Ein drittes solches Bild
cmd-video-reference-video-name = vorlage_video
cmd-video-reference-video-description = Ein Video als Vorlage (mp4, mov)
cmd-jobs-name = jobs
cmd-jobs-description = Deine Anfragen und was daraus wurde
cmd-jobs-list-name = liste
cmd-jobs-list-description = Deine letzten Anfragen auflisten
cmd-jobs-list-everyone-name = alle
cmd-jobs-list-everyone-description = Die Anfragen aller auf diesem Server (Moderation)
cmd-jobs-list-before-name = vor
cmd-jobs-list-before-description = Nur ältere als dieser Job
cmd-jobs-show-name = zeigen
cmd-jobs-show-description = Eine Anfrage zeigen und ein aufgehobenes Ergebnis posten
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = Welcher Job
cmd-jobs-cancel-name = abbrechen
cmd-jobs-cancel-description = Eine Anfrage abbrechen
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = Welcher Job
cmd-jobs-retry-name = nochmal
cmd-jobs-retry-description = Dieselbe Anfrage noch einmal stellen
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = Welcher Job

## Rules, limits and use of a server

list-separator = { ", " }
list-quoted = „{ $text }“
admin-paused = ⏸️ Pausiert: Es werden keine neuen Anfragen angenommen. `/{ cmd-foley-name } { cmd-foley-resume-name }` beendet das.
admin-on = an
admin-off = aus
admin-none = keine
admin-everywhere = überall
admin-everybody = alle
admin-same = dort, wo sie angefragt werden
admin-own-language = die der jeweiligen Person
admin-forever = so lange wie die Anfrage
admin-days = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
 }
admin-catalog = die des Katalogs
admin-kinds = Befehle
admin-channels = Kanäle
admin-roles = Rollen
admin-results = Ort der Ergebnisse
admin-alerts = Ort der Budgetwarnungen
admin-longest = Längstes Video (s)
admin-sharpest = Schärfstes Video
admin-count = Höchstens pro Anfrage
admin-age = Kanäle mit Altersbeschränkung
admin-age-anywhere = überall
admin-age-only = nur dort
admin-age-never = nie dort
admin-keep = Kopien von Ergebnissen behalten
admin-loudness = Lautstärke angleichen
admin-label = KI-Hinweis
admin-soundboard = Soundboard
admin-language = Sprache der Ankündigungen
admin-retention = Prompts bleiben gespeichert
admin-grace = Daten, nachdem ich entfernt wurde
admin-defaults = Standardwerte
admin-limits = Limits
admin-blocked = Blockiert
admin-blocked-users = Personen
admin-blocked-words = Wörter
admin-blocked-patterns = Muster
admin-pick-job = Wähl eine Anfrage zum Abbrechen oder erneuten Posten
panel-overview = Überblick
panel-places = Befehle und Orte
panel-limits = Limits
panel-budget = Budget
panel-defaults = Standardwerte
panel-words = Wörter und Personen
panel-jobs = Jobs
panel-history = Verlauf
panel-page = Gehe zu …
panel-lacking = ⚠️ Kanäle, in denen mir Berechtigungen fehlen: { $count }. `/{ cmd-foley-name } { cmd-foley-setup-name }` zeigt, welche.
panel-month = Diesen Monat
panel-preset = Vorlage anwenden …
panel-pause = Pausieren
panel-resume = Fortsetzen
panel-export = Einstellungen exportieren
panel-import = Einstellungen importieren
panel-channels = Wo ich benutzt werden darf (leer: überall)
panel-alerts = Wohin Budgetwarnungen gehen
panel-system-channel = dort, wo Discord Leute begrüßt
panel-limits-about = Wähl einen Befehl und leg fest, wie viele Anfragen jede Person und der ganze Server stellen dürfen.
panel-caps-now = Eine Anfrage
panel-all-commands = Alle Befehle zusammen
panel-limit-command = Einen Befehl begrenzen …
panel-limit-role = Personen mit einer Rolle begrenzen oder befreien …
panel-limit-other = Anderes Limit …
panel-caps = Videolänge, Schärfe, Anzahl …
panel-lift = Ein Limit aufheben …
panel-no-prices = Es sind keine Preise hinterlegt, deshalb zählen Budgets hier Sekunden.
panel-prices = Eine typische Anfrage kostet etwa
panel-attention = ⚠️ Bitte prüfen
panel-other-currency = Budgets in { $currency } wirken nicht: Die Preise haben jetzt eine andere Währung.
panel-budget-role = Budget einer Rolle …
panel-budget-edit = Budget setzen …
panel-usage = Nutzung
panel-defaults-command = Standardwerte eines Befehls …
panel-data = Sprache und Daten …
panel-keep = Kopien behalten: an/aus
panel-loudness = Lautstärke angleichen: an/aus
panel-label = KI-Hinweis: an/aus
panel-soundboard = Soundboard: an/aus
panel-roles = Rollen, die mich nutzen dürfen (leer: alle)
panel-people = Blockierte Personen
panel-words-edit = Wörter und Muster …
panel-age = Altersbeschränkte Kanäle …
panel-older = Ältere
panel-revert = Eine Änderung zurücknehmen …
panel-undo = Rückgängig
panel-unchanged = Nichts geändert.
panel-expired = Diese Änderung kenne ich nicht mehr. Nichts wurde gespeichert; bitte mach sie noch einmal.
panel-save-anyway = Trotzdem speichern
panel-drop = Nicht speichern
panel-whole-number = „{ $value }“ ist keine ganze Zahl.
panel-amount = „{ $value }“ ist kein Geldbetrag wie 12,50.
panel-block-what = Sag, was blockiert werden soll: `{ cmd-foley-option-user-name }`, `{ cmd-foley-option-word-name }` oder `{ cmd-foley-option-pattern-name }`.
preset-tight = Eng
preset-normal = Normal
preset-open = Offen
preset-free = Keine Limits
preset-day = Höchstens pro Tag: { $things }
change-paused = Ich nehme auf diesem Server jetzt keine neuen Anfragen an.
change-resumed = Ich nehme auf diesem Server wieder Anfragen an.
history-paused = { $actor } hat mich pausiert
history-resumed = { $actor } hat mich fortgesetzt
history-set = { $actor } hat „{ $setting }“ geändert: { $old } → { $new }
history-added = { $actor } hat { $values } zu { $setting } hinzugefügt
history-removed = { $actor } hat { $values } aus { $setting } entfernt
history-on = { $actor } hat { $values } eingeschaltet
history-off = { $actor } hat { $values } ausgeschaltet
history-raised = { $actor } hat das Limit von { $old } auf { limit-what } erhöht ({ $who })
history-lowered = { $actor } hat das Limit von { $old } auf { limit-what } gesenkt ({ $who })
history-limited = { $actor } hat ein Limit gesetzt: { limit-what } ({ $who })
history-lifted = { $actor } hat das Limit aufgehoben: { limit-what } ({ $who })
history-preset-saved = { $actor } hat die Vorlage „{ $name }“ für diesen Server gespeichert
history-preset-deleted = { $actor } hat die Vorlage „{ $name }“ dieses Servers gelöscht
history-cancelled = { $actor } hat { $job } von { $owner } abgebrochen
history-posted = { $actor } hat { $job } von { $owner } erneut gepostet
caution-word = „{ $word }“ ist ein einzelner Buchstabe: Das würde fast jeden Text blockieren.
caution-zero = Ein Limit von { limit-what } schaltet das ab.
caution-frees-all = Diese Rolle haben alle: Niemand hätte mehr dieses Limit.
caution-shuts = Mit { limit-what } kann niemand etwas mit { $model } erstellen.
caution-everyone = Diese Rolle haben alle: Sie ließe alle zu.
caution-all-channels = Ohne ausgewählten Kanal darf ich überall benutzt werden.
transfer-exported = Hier sind die Einstellungen dieses Servers. Mit `/{ cmd-foley-name } { cmd-foley-panel-name }` lassen sie sich auf einem anderen importieren.
transfer-missing = Auf diesem Server nicht vorhanden, daher ausgelassen: { $missing }
transfer-foreign = Das ist keine Datei mit meinen Einstellungen. Nichts wurde geändert.
transfer-old = Diese Datei stammt aus einer anderen Version von mir. Bitte neu exportieren; nichts wurde geändert.
transfer-broken = Etwas in dieser Datei ist keine meiner Einstellungen. Nichts wurde geändert.
admin-results-permissions = Dort kann ich keine Ergebnisse posten. Ich brauche: { $permissions }.
admin-default-not-taken = `/{ $command }` hat keinen Standardwert für `{ $option }`. Lass das weg.
limit-line = { $who }: { $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] { $amount } s Musik
        [sfx] { $amount } s Soundeffekte
        [tts] { $amount } s Sprache
        [video] { $amount } s Video
       *[all] { $amount } s Ton und Video
    }
   *[count] { $kind ->
        [music] { $amount ->
            [one] { $amount } Song
           *[other] { $amount } Songs
        }
        [sfx] { $amount ->
            [one] { $amount } Soundeffekt
           *[other] { $amount } Soundeffekte
        }
        [tts] { $amount ->
            [one] { $amount } vorgelesener Text
           *[other] { $amount } vorgelesene Texte
        }
        [video] { $amount ->
            [one] { $amount } Video
           *[other] { $amount } Videos
        }
       *[all] { $amount ->
            [one] { $amount } Anfrage
           *[other] { $amount } Anfragen
        }
    }
 }
limit-what = { $window ->
    [hour] { limit-things } pro Stunde
    [day] { limit-things } pro Tag
    [month] { limit-things } pro Monat
   *[once] { limit-things } gleichzeitig
 }
limit-who-user = Jede Person
limit-who-role = Jede Person mit { $role }
limit-who-server = Der ganze Server
audit-empty = Es wurde noch nichts geändert.
usage-title = { $days ->
    [one] Nutzung am letzten Tag
   *[other] Nutzung in den letzten { $days } Tagen
 }
usage-empty = Es wurde nichts genutzt.
usage-requests = Anfragen
usage-seconds = Sekunden
usage-returned = gratis
usage-days = Nach Tag
usage-people = Nach Person
usage-models = Nach Modell
usage-open = { $count } noch nicht fertig: nach Schätzung gezählt
usage-person = { $who }: { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen
 }, { $seconds } s
usage-budget = Übrig von den Limits des Servers
setup-title = Foley einrichten
setup-intro = Alles lässt sich jederzeit ändern; das hier sehen nur Leute, die diesen Server verwalten dürfen.
setup-permissions = Berechtigungen
setup-fine = { $count ->
    [one] ✅ { $count } Kanal hat alles, was nötig ist
   *[other] ✅ { $count } Kanäle haben alles, was nötig ist
 }
setup-lack = ⚠️ { $channel }: { $permissions }
setup-now = Im Moment
setup-next = Nächste Schritte
setup-steps =
    1️⃣ Gib mir die fehlenden Berechtigungen und drück *{ setup-again }*.
    2️⃣ Öffne `/{ cmd-foley-name } { cmd-foley-panel-name }`: Wähl, wo ich benutzt werden darf und wohin Ergebnisse gehen.
    3️⃣ Sieh dir dort die Limits an und drück dann *Test machen* (eine kostenpflichtige Anfrage).
setup-again = Noch einmal prüfen
setup-test = Test machen (kostenpflichtig)
setup-no-test = Es gibt nichts zu testen: Schalte zuerst `/{ cmd-sfx-name }`, `/{ cmd-music-name }` oder `/{ cmd-video-name }` ein.
setup-choose-results = Wohin Ergebnisse gehen (leer: dorthin, wo sie angefragt werden)
setup-choose-kinds = Welche Befehle an sind
permission-read-message-history = Nachrichtenverlauf anzeigen
welcome =
    👋 Danke, dass du **Foley** hinzugefügt hast: Musik, Soundeffekte, Sprache und Video aus einem Satz.
    1️⃣ Probier es aus: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:eine Tür knarrt` oder `/{ cmd-music-name } { cmd-music-prompt-name }:ruhiger Regen`.
    2️⃣ Dieser Server beginnt mit der Vorlage **{ $preset }**. { $about }
    3️⃣ Admins ändern das mit `/{ cmd-foley-name } { cmd-foley-panel-name }`; `/{ cmd-foley-name } { cmd-foley-setup-name }` zeigt fehlende Berechtigungen.
welcome-back =
    👋 Danke, dass du **Foley** hinzugefügt hast: Musik, Soundeffekte, Sprache und Video aus einem Satz.
    1️⃣ Probier es aus: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:eine Tür knarrt` oder `/{ cmd-music-name } { cmd-music-prompt-name }:ruhiger Regen`.
    2️⃣ Admins sehen und ändern die Einstellungen mit `/{ cmd-foley-name } { cmd-foley-panel-name }`; `/{ cmd-foley-name } { cmd-foley-setup-name }` zeigt fehlende Berechtigungen.

## Refused by the server's rules

rules-admins-only = Das können nur Leute, die diesen Server verwalten dürfen.
rules-paused = Ich bin auf diesem Server pausiert. Die Admins können das mit `/{ cmd-foley-name } { cmd-foley-resume-name }` beenden.
rules-blocked-user = Die Admins dieses Servers haben dich für mich blockiert.
rules-kind-off-music = Musik ist auf diesem Server ausgeschaltet.
rules-kind-off-sfx = Soundeffekte sind auf diesem Server ausgeschaltet.
rules-kind-off-tts = Sprachausgabe ist auf diesem Server ausgeschaltet.
rules-kind-off-video = Video ist auf diesem Server ausgeschaltet.
rules-channel = In diesem Kanal darf ich nicht genutzt werden. Nutze: { $channels }
rules-role = Hier dürfen mich nur Leute mit einer dieser Rollen nutzen: { $roles }
rules-age-only = Auf diesem Server darf ich nur in Kanälen mit Altersbeschränkung genutzt werden.
rules-age-never = Auf diesem Server darf ich nicht in Kanälen mit Altersbeschränkung genutzt werden.
rules-blocked-text = Dieser Text enthält etwas, das auf diesem Server nicht erlaubt ist. Bitte formuliere ihn um.
rules-patterns-slow = Die Wortmuster dieses Servers brauchen zu lange zum Prüfen. Versuch es später noch einmal und bitte die Admins, sie zu vereinfachen.
rules-word-empty = Dieses Wort hat keine sichtbaren Zeichen.
rules-word-long = Ein blockiertes Wort darf höchstens { $limit } Zeichen haben.
rules-not-blocked = Das ist nicht blockiert.
rules-pattern-bad = Das ist kein regulärer Ausdruck, den ich verwenden kann (RE2): { $reason }
rules-pattern-empty = Dieses Muster passt auf alles. Mach es genauer.
rules-pattern-large = Dieses Muster ist zu groß. Mach es einfacher.
rules-pattern-long = Ein Muster darf höchstens { $limit } Zeichen haben.
rules-too-many-words = Es können höchstens { $limit } Wörter blockiert werden.
rules-too-many-patterns = Es können höchstens { $limit } Muster blockiert werden.
rules-too-many-limits = Es kann höchstens { $limit } Limits geben.
rules-too-many-users = Es können höchstens { $limit } Personen blockiert werden.
rules-too-many-channels = Es können höchstens { $limit } Kanäle angegeben werden.
rules-too-many-roles = Es können höchstens { $limit } Rollen angegeben werden.
rules-all-kinds-off = Mindestens ein Befehl muss an bleiben. `/{ cmd-foley-name } { cmd-foley-pause-name }` hält alles an.
rules-video-too-long = Auf diesem Server darf ein Video höchstens { $limit } s lang sein; dieses wäre etwa { $asked } s lang. Setz `{ cmd-video-duration-name }` auf höchstens { $limit }.
rules-video-too-sharp = Auf diesem Server darf ein Video höchstens { $limit } haben; dieses hätte { $asked }. Setz `{ cmd-video-resolution-name }` auf höchstens { $limit }.
rules-count = Auf diesem Server darf eine Anfrage höchstens { $limit } auf einmal verlangen; diese verlangt { $asked }. Setz `{ cmd-music-count-name }` auf höchstens { $limit }.
rules-cap-seconds = Das längste Video muss 1 bis { $limit } s lang sein.
rules-cap-count = Höchstens je Anfrage: Der Wert muss zwischen 1 und { $limit } liegen.
rules-limit-amount = Ein Limit muss zwischen 0 und { $limit } liegen.
rules-limit-window = Ein Limit braucht den Zeitraum, in dem es zählt; was gleichzeitig läuft, hat keinen.
rules-limit-role = Ein Limit für eine Rolle braucht die Rolle.
rules-limit-missing = So ein Limit gibt es nicht.
rules-retention = Prompts können 0 bis { $limit } Tage gespeichert bleiben.
rules-grace = Daten können 0 bis { $limit } Tage gespeichert bleiben, nachdem ich entfernt wurde.
refusal-paused-all = Ich bin wegen Wartung pausiert. Bitte versuch es später noch einmal.
refusal-draining = Ich werde gleich aktualisiert und nehme keine neuen Anfragen an. Bitte versuch es in ein paar Minuten noch einmal.
quota-never-fits = { $measure ->
    [money] Das würde etwa { $asked } kosten
    [seconds] Das ergäbe etwa { $asked } s
   *[count] Das wären { $asked } Anfragen
 }; das Limit ist { limit-what }.

## Everybody's own data

privacy-exported = Hier sind alle Daten, die ich über dich speichere.
privacy-question = Das entfernt alle deine Anfragen, Ergebnisse und Einstellungen auf allen Servern; was noch läuft, wird abgebrochen. Das lässt sich nicht rückgängig machen. Nachrichten, die schon in Discord stehen, bleiben.
privacy-confirm = Meine Daten löschen
privacy-deleted = { $jobs ->
    [one] Erledigt. { $jobs } Anfrage von dir wurde entfernt.
   *[other] Erledigt. { $jobs } Anfragen von dir wurden entfernt.
 }
privacy-cancelled = { $count ->
    [one] { $count } davon war noch offen und wurde abgebrochen.
   *[other] { $count } davon waren noch offen und wurden abgebrochen.
 }
privacy-billed = { $count ->
    [one] { $count } war schon beim Anbieter, ließ sich nicht stoppen und wird vielleicht noch in Rechnung gestellt.
   *[other] { $count } waren schon beim Anbieter, ließen sich nicht stoppen und werden vielleicht noch in Rechnung gestellt.
 }
privacy-pending = { $count ->
    [one] { $count } wird gerade gesendet oder gepostet und in wenigen Minuten entfernt.
   *[other] { $count } werden gerade gesendet oder gepostet und in wenigen Minuten entfernt.
 }

## The operator

operator-title = Status
operator-only = Das kann nur, wer diesen Bot betreibt.
operator-servers = Server: { $count }
operator-paused = ⏸️ Pausiert: Es wird nichts Neues angenommen oder gesendet.
operator-draining = 🚰 Auslaufend: Es wird nichts Neues angenommen.
operator-line = 🛠️ Wartungshinweis: { $line }
operator-poller = Poller
operator-turned = Letzter Durchlauf vor { $turned } · { $watched } beobachtet · { $waiting } zu posten
operator-elsewhere = Ein anderer Prozess macht die Arbeit.
operator-budgets = Budgets (genutzt / erlaubt pro Sekunde · wartend)
operator-jobs = Offene Anfragen
operator-oldest = Älteste: { $job }, { $when }
operator-held = Zurückgehalten: { $count }
operator-faults = Fehler des letzten Tages
operator-left = { $server } verlassen.
operator-no-server = Ich bin auf keinem Server mit dieser ID.
operator-own-server = Das ist der eigene Server des Betreibers.
operator-maintenance-long = Der Hinweis darf höchstens { $limit } Zeichen haben.

## Choices of commands

choice-count = Anfragen
choice-seconds = Sekunden Ton und Video
choice-money = Geld
choice-at-once = gleichzeitige Anfragen
choice-hour = pro Stunde
choice-day = pro Tag
choice-month = pro Monat

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = Regeln, Limits und Nutzung von Foley auf diesem Server
cmd-foley-block-name = blockieren
cmd-foley-block-description = Eine Person, ein Wort oder ein Muster blockieren
cmd-foley-option-user-name = person
cmd-foley-option-user-description = Welche Person
cmd-foley-option-word-name = wort
cmd-foley-option-word-description = Ein Wort oder Ausdruck, egal wie geschrieben
cmd-foley-option-pattern-name = muster
cmd-foley-option-pattern-description = Ein regulärer Ausdruck (RE2)
cmd-foley-pause-name = pausieren
cmd-foley-pause-description = Auf diesem Server keine neuen Anfragen annehmen; was läuft, läuft weiter
cmd-foley-resume-name = fortsetzen
cmd-foley-resume-description = Auf diesem Server wieder Anfragen annehmen
cmd-foley-usage-name = nutzung
cmd-foley-usage-description = Was dieser Server genutzt hat: nach Tag, Befehl und Person, mit Diagramm
cmd-foley-option-days-name = tage
cmd-foley-option-days-description = Wie viele Tage
cmd-foley-jobs-name = jobs
cmd-foley-jobs-description = Alle Anfragen dieses Servers: abbrechen oder Ergebnisse neu posten
cmd-foley-panel-name = steuerung
cmd-foley-panel-description = Alles, was ich hier tue, an einem Ort
cmd-foley-export-name = export
cmd-foley-export-description = Die Einstellungen dieses Servers als Datei
cmd-foley-option-chart-name = diagramm
cmd-foley-option-chart-description = Was das Diagramm zeigt
cmd-foley-setup-name = einrichten
cmd-foley-setup-description = Eine Anleitung: fehlende Berechtigungen, erste Einstellungen, ein Test
cmd-operator-name = operator
cmd-operator-description = Diesen Bot betreiben
cmd-operator-status-name = status
cmd-operator-status-description = Poller, Budgets, ältester Job, Fehler nach Code
cmd-operator-pause-name = pausieren
cmd-operator-pause-description = Nichts Neues annehmen oder senden, auf allen Servern
cmd-operator-resume-name = fortsetzen
cmd-operator-resume-description = Pause und Auslaufen beenden
cmd-operator-drain-name = auslaufen
cmd-operator-drain-description = Auf allen Servern nichts Neues annehmen, Vorhandenes fertigstellen
cmd-operator-maintenance-name = wartung
cmd-operator-maintenance-description = Ein Hinweis in jeder Statusnachricht; leer entfernt ihn
cmd-operator-maintenance-line-name = hinweis
cmd-operator-maintenance-line-description = Was darin steht
cmd-operator-leave-name = verlassen
cmd-operator-leave-description = Einen Server verlassen
cmd-operator-leave-server-name = server
cmd-operator-leave-server-description = Die ID des Servers
cmd-privacy-name = datenschutz
cmd-privacy-description = Die Daten, die ich über dich speichere
cmd-privacy-export-name = export
cmd-privacy-export-description = Alle Daten, die ich über dich speichere, als JSON erhalten
cmd-privacy-delete-name = löschen
cmd-privacy-delete-description = Alle Daten löschen, die ich über dich speichere
cmd-preset-name = vorlage
cmd-preset-description = Eine Anfrage speichern und wieder benutzen
cmd-preset-save-name = speichern
cmd-preset-save-description = Eine deiner Anfragen unter einem Namen speichern
cmd-preset-save-name-name = name
cmd-preset-save-name-description = Wie sie heißen soll
cmd-preset-save-id-name = id
cmd-preset-save-id-description = Welche Anfrage; sonst deine letzte hier
cmd-preset-save-server-name = server
cmd-preset-save-server-description = Für alle auf diesem Server (Admins)
cmd-preset-use-name = benutzen
cmd-preset-use-description = Eine gespeicherte Anfrage noch einmal machen
cmd-preset-use-name-name = name
cmd-preset-use-name-description = Welche
cmd-preset-use-prompt-name = beschreibung
cmd-preset-use-prompt-description = Andere Worte, gleich gemacht; sonst siehst und änderst du sie vorher
cmd-preset-list-name = liste
cmd-preset-list-description = Deine Vorlagen und die dieses Servers auflisten
cmd-preset-delete-name = löschen
cmd-preset-delete-description = Eine Vorlage löschen
cmd-preset-delete-name-name = name
cmd-preset-delete-name-description = Welche

## Saved requests

preset-saved = ✅ Gespeichert als **{ $name }**. `/{ cmd-preset-name } { cmd-preset-use-name }` macht es noch einmal, mit denselben oder anderen Worten.
preset-replaced = ✅ Gespeichert als **{ $name }**, anstelle der Vorlage, die bisher so hieß.
preset-deleted = **{ $name }** gelöscht.
preset-files = Die Dateien werden nicht mitgespeichert: Häng sie beim Benutzen wieder an.
preset-unknown = Keine Vorlage heißt so. `/{ cmd-preset-name } { cmd-preset-list-name }` zeigt deine und die dieses Servers.
preset-nothing = Du hast hier noch nichts gemacht, das sich speichern ließe. Mach zuerst etwas.
preset-name = Eine Vorlage braucht einen lesbaren Namen ohne Doppelpunkt.
preset-too-many = Höchstens { $limit } Vorlagen lassen sich speichern. Lösch zuerst eine.
preset-none = Noch keine Vorlagen. Mach etwas und speichere es mit `/{ cmd-preset-name } { cmd-preset-save-name }`.
preset-own = Deine
preset-server = Auf diesem Server

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] Ganzer Server: abgeschaltet, das Limit ist 0
   *[person] Für dich abgeschaltet: Dein Limit ist 0
 }
quota-left = { $scope ->
    [server] Ganzer Server: noch { $left } übrig von { limit-what }
   *[person] Noch { $left } übrig von { limit-what }
 }
quota-used-at-once = { $scope ->
    [server] Auf diesem Server läuft schon: { limit-things }. Warte, bis etwas fertig ist.
   *[person] Bei dir läuft schon: { limit-things }. Warte, bis etwas fertig ist.
 }
quota-used-off = { $scope ->
    [server] Das ist auf diesem Server abgeschaltet: Die Admins haben sein Limit auf 0 gesetzt.
   *[person] Das ist für dich abgeschaltet: Die Admins dieses Servers haben dein Limit auf 0 gesetzt.
 }
quota-used = { $scope ->
    [operator] Das gemeinsame Budget aller Server ist aufgebraucht, deshalb kann ich das jetzt nicht starten.
    [server] Das ginge über das Limit dieses Servers hinaus: { limit-what }.
   *[person] Das ginge über dein Limit hinaus: { limit-what }.
 }
quota-fewer = Nur { $fits } von { $asked } { $fits ->
    [one] passt
   *[other] passen
 } noch { $scope ->
    [server] ins Limit dieses Servers ({ limit-what })
    [operator] ins gemeinsame Budget aller Server
   *[person] in dein Limit ({ limit-what })
 }, darum habe ich nichts gestartet.
quota-warning = { $scope ->
    [operator] ⚠️ { $percent } % meines Budgets für alle Server ({ limit-what }) sind verbraucht. Wird { $free } zurückgesetzt.
   *[server] ⚠️ { $percent } % des Limits dieses Servers ({ limit-what }) sind verbraucht. Wird { $free } zurückgesetzt.
 }
cost-estimate = Das kostet etwa { $cost }.
