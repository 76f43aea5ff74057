# Spanish. Keys and variables are those of the master, en-US.

language-name = Español

## Time and size

time-seconds = { $seconds } s
time-minutes = { $minutes } min
time-minutes-seconds = { $minutes } min { $seconds } s
time-hours-minutes = { $hours } h { $minutes } min
time-about-seconds = unos { $count } s
time-about-minutes = unos { $count } min
time-about-hours = unas { $count } h
time-span-seconds = { $low }–{ $high } s
time-span-minutes = { $low }–{ $high } min
time-span-hours = { $low }–{ $high } h
size-kb = { $size } KB
size-mb = { $size } MB

## Status message

state-requested = Preparando el envío de tu petición
state-submitting = Enviando tu petición
state-queued = Esperando un hueco libre
state-waiting-music = Componiendo…
state-waiting-sfx = Creando tu efecto de sonido…
state-waiting-tts = Generando la voz…
state-waiting-video = Creando tu vídeo…
state-percent = { $percent } %
state-position = Posición { $position } de { $length } en este servidor
state-asked = Pedido { $when }
state-started = empezado { $when }
state-usual = Suele estar listo en { $usual }
state-slower = Tarda más de lo habitual (normalmente { $usual }). Sigo en ello.
state-off-peak = Se hace en horas valle, más barato: listo { $when } como muy tarde
state-ready = Terminado, preparando la publicación
state-done = Listo en { $took }
group-progress = { $ready } de { $all } listos
state-jump = Ir al resultado
state-why = Ver por qué
state-removed = el resultado se eliminó
state-sent-directly = enviado a { $person } por mensaje directo
state-held = Terminado, pero no puedo publicar en este canal y tus mensajes directos están cerrados. Lo guardo: pulsa *Publicar ahora* cuando el canal vuelva a funcionar, o usa `/{ cmd-jobs-name } { cmd-jobs-show-name }`.
state-cancelled = Cancelado.
state-cancelled-by = Cancelado por { $person }.
stage-fetching = Terminado, obteniendo el archivo
stage-fitting = Terminado, ajustando el archivo al límite de subida de Discord
stage-posting = Terminado, subiendo

## Endings without a result

ending-failed-title = No ha salido bien
ending-failed = El proveedor no pudo terminarlo.
ending-refused-title = No aceptada
ending-refused = Esta petición no se aceptó.
ending-unknown-title = Resultado desconocido
ending-unknown = La petición se envió, pero no volvió ninguna respuesta legible.
ending-abandoned-title = Espera abandonada
ending-abandoned = Tardaba demasiado, así que dejé de esperar.
ending-goes-on-title = Al final sigue adelante
ending-goes-on = El proveedor sí tiene esta petición, así que no la reenvíes. La sigo y publicaré aquí el resultado.
ending-lost-title = Creado, pero el archivo ya no está
call-failed = { $person }, tu petición ha fallado.
call-refused = { $person }, tu petición no se ha aceptado.
call-unknown = { $person }, no sé si tu petición llegó a empezar.
call-abandoned = { $person }, tu petición no ha terminado a tiempo.
charged-no = No se ha cobrado nada.
charged-maybe = Puede que el proveedor lo haya cobrado.
charged-maybe-cancelled = El proveedor ya lo había aceptado y todavía puede cobrarlo.
charged-unknown = Puede que haya empezado y se haya cobrado, o puede que no.
charged-lost = Se creó, así que se ha cobrado.
advice-failed = Puedes lanzarla otra vez o editarla antes; será una petición nueva de pago.
advice-refused = Edítala y envíala de nuevo.
advice-unknown = Reenvíala o edítala solo si aceptas pagar quizá dos veces.
advice-unknown-searched = Durante una hora sigo buscándola en la lista de tareas del proveedor. Si encaja exactamente una, continúo con ella y publico aquí el resultado.
advice-abandoned = Pulsa *{ button-look }* y preguntaré una vez más; no cuesta nada. *{ button-edit }* hace una petición nueva de pago.
advice-lost = *{ button-again }* lo crea de nuevo, como una nueva petición de pago.

## Result message

call-ready-more = Más del mismo resultado ({ $part } de { $parts })
footer-job = Trabajo
job-line = Trabajo `{ $job }`
link-label = Archivo original
link-until = el enlace caduca { $when }
alt-waveform = Forma de onda del sonido
alt-poster = Un fotograma del vídeo
remark-made-smaller = Reducido para caber en el límite de subida de Discord aquí.
remark-too-large = Demasiado grande para el límite de subida de Discord aquí, así que va como enlace.
remark-not-fetched = No pude descargar el archivo, así que aquí está el enlace.
remark-incomplete = El archivo entregado está incompleto, así que va como enlace.
remark-link-dead = El proveedor ya no tiene el archivo y no tengo copia.
remark-part-refused = Discord rechazó una parte de este mensaje, así que la he quitado.
direct-from = De **{ $server }**, { $channel }.
direct-server-unknown = un servidor en el que ya no estoy
direct-why-gone = Ese canal ya no existe.
direct-why-access = Ya no puedo ver ese canal.
direct-why-permission = No tengo permiso para publicar allí.
direct-why-thread = Ese hilo está archivado o bloqueado.
direct-why-other = No pude publicar allí.
remark-not-media = No pude leer este archivo como audio o vídeo, así que aquí está el enlace.
remark-no-voice-message = Publicado como archivo: no tengo permiso para enviar mensajes de voz aquí.
remark-voice-too-large = Publicado como archivo: como mensaje de voz sería demasiado grande aquí.
remark-voice-not-made = Publicado como archivo: no se pudo convertir en un mensaje de voz.
remark-link-too-long = El enlace es demasiado largo para mostrarlo aquí.
remark-ai-generated = Generado por IA.
field-soundboard-name = Nombre (de 2 a 32 caracteres)
field-soundboard-emoji = Emoji
field-soundboard-start = Desde el segundo (se toman 5,2 s)
soundboard-added = «{ $name }» ya está en el panel de sonidos.
soundboard-off = El panel de sonidos está desactivado aquí. Un admin puede permitirlo con `/{ cmd-foley-name } { cmd-foley-panel-name }`.
soundboard-no-right = Para eso necesitas el permiso *Crear expresiones* en este servidor.
soundboard-bot-no-right = Para eso necesito el permiso *Crear expresiones* en este servidor.
soundboard-full = El panel de sonidos está lleno. Quita un sonido e inténtalo de nuevo.
soundboard-name = El nombre necesita al menos 2 caracteres.
soundboard-emoji = «{ $value }» no es un emoji.
soundboard-start-bad = «{ $value }» no es un número de segundos.
soundboard-start = Para entonces el sonido ya ha acabado: dura { $seconds } s.

## Buttons

button-again = Otra vez
button-look = Volver a mirar
button-edit = Editar
button-retry = Reintentar
button-voice = Mensaje de voz
button-soundboard = Al panel de sonidos
button-cover = Versión en otro estilo
button-sound = Añadir sonido
button-score = Añadir música
button-song = Hacer una canción
button-revoice = Cambiar voz
button-details = Detalles
button-cancel = Cancelar
button-cancelall = Cancelar todo
button-resubmit = Enviar de nuevo
button-delete = Eliminar
button-more = Más…
button-keep = Quedarme con este
button-remove = Eliminar para todos
repair-choose = Corregir: elige qué cambiar
repair-without = Sin { $option }
button-deliver = Publicar ahora
button-deliver-again = Volver a publicar

## Answers to buttons and commands

answer-cancelled = Cancelado. No se ha cobrado nada.
answer-cancelled-stopped = Cancelado, y el proveedor dejó de trabajar en ello.
answer-cancelled-unstoppable = Cancelado: no publicaré el resultado. Ya no se puede detener al proveedor y todavía puede cobrarlo.
answer-group-cancelled = { $count ->
    [one] He cancelado 1.
   *[other] He cancelado { $count }.
 }
answer-group-billed = { $count ->
    [one] 1 ya no se puede detener en el proveedor y todavía puede cobrarse.
   *[other] { $count } ya no se pueden detener en el proveedor y todavía pueden cobrarse.
 }
answer-group-busy = { $count ->
    [one] 1 se está enviando o publicando ahora mismo, así que no lo toqué. Vuelve a pulsar en un momento.
   *[other] { $count } se están enviando o publicando ahora mismo, así que no las toqué. Vuelve a pulsar en un momento.
 }
answer-deleted = Eliminado.
answer-kept = { $count ->
    [0] No hay nada más que quitar de esta petición.
    [one] Me quedé con este y quité el otro.
   *[other] Me quedé con este y quité los otros { $count }.
 }
answer-delivering = Se publicará de nuevo en un momento.
answer-look-found = Al final sí ha terminado. Lo publico ahora.
answer-look-running = Todavía se está creando. Vuelvo a seguirlo y lo publicaré cuando esté listo.
answer-look-failed = Ha terminado sin resultado. Publico el motivo.
answer-look-gone = El proveedor ya no conoce este trabajo, así que no queda nada que recoger.
answer-look-silent = Ahora mismo no he recibido respuesta sobre este trabajo. Inténtalo de nuevo en unos minutos.
answer-voice-done = Publicado como mensaje de voz.
answer-voice-as-file = Publicado como archivo: no tengo permiso para enviar mensajes de voz aquí.
answer-voice-making = Estoy creando el mensaje de voz…
answer-delete-sure = ¿Eliminar este resultado para todos? No se podrá recuperar aquí.
answer-same-job = Esto ya está en marcha: { $link }
answer-modal-used = Este formulario ya se envió; tu petición está en camino.
answer-modal-gone = Este formulario ha caducado. No se ha iniciado nada; usa el comando otra vez.
details-title = Detalles
details-command = Comando para copiar
details-command-file = El comando exacto está en el archivo adjunto.
details-attach = Adjuntar de nuevo
details-ids = ID
details-times = Horas
details-job = Trabajo
details-made-from = Hecho a partir de
details-group = { $index } de { $size } de una misma petición
details-task = Tarea en Tencent Cloud
details-request = ID de solicitud de Tencent Cloud
details-code = Código
details-asked = Pedido
details-sent = Enviado
details-accepted = Aceptado
details-ended = Terminado
details-posted = Publicado
details-state = Estado
details-loudness = Volumen
details-cost = Coste
details-cost-open = { $cost }, cuando termine
details-cost-maybe = { $cost }, si el proveedor lo cobra
details-cost-second = { $fixed } + { $second } por segundo
state-name-requested = por enviar
state-name-queued = esperando un hueco libre
state-name-submitting = enviándose
state-name-waiting = en marcha
state-name-ready = lista
state-name-failed = fallida
state-name-refused = no aceptada
state-name-unknown = desconocida
state-name-abandoned = abandonada
state-name-cancelled = cancelada

## Modals

modal-music-lyrics = Música con letra
modal-edit-music = Editar y lanzar: música
modal-edit-sfx = Editar y lanzar: efecto de sonido
modal-edit-tts = Editar y lanzar: voz
modal-edit-video = Editar y lanzar: vídeo
field-prompt = Qué debe ser
field-style = Estilo
field-lyrics = Letra
field-style-hint = O pega las dos cosas aquí: el estilo, una línea vacía, la letra
field-text = Texto para leer
field-voice = Voz (nombre o ID)
field-language = Idioma
field-pitch = Tono en semitonos
field-attach = { $option }: adjuntar un archivo
field-address = { $option }: o su dirección
field-model = Modelo
field-duration = Segundos
field-format = Formato de archivo
field-count = Cuántos
field-each-day = Cada persona, al día
field-each-month = Cada persona, al mes
field-server-day = Todo el servidor, al día
field-server-month = Todo el servidor, al mes
field-no-limit = Vacío: sin límite
field-whom = Para quién
field-command = Comando
field-measure = Qué se cuenta
field-window = Periodo
field-amount = Cuánto
field-model-default = Modelo
field-version-default = Versión
field-voice-default = Voz
field-language-default = Idioma
field-words-add = Palabras que bloquear
field-words-remove = Palabras que permitir de nuevo
field-patterns-add = Patrones que bloquear (RE2)
field-patterns-remove = Patrones que permitir de nuevo
field-one-a-line = Uno por línea
field-settings-file = Archivo de otro servidor
field-form = Publicar como
field-audio = Sonido
field-instrumental = Voces
field-resolution-aspect = Resolución y proporción
field-resolution-aspect-hint = Por ejemplo: 1080P 16:9
field-empty-is-model = Déjalo vacío para que elija el modelo
choice-mp3 = MP3
choice-wav = WAV
choice-file = Archivo
choice-automatic = Automático
choice-any = cualquiera
choice-none = ninguno
choice-voice = Mensaje de voz
choice-female = femenina
choice-male = masculina
choice-vocals = Con voces
choice-instrumental = Instrumental
choice-either = Lo que elija el modelo
choice-sound = Con sonido
choice-silent = Sin sonido
refusal-number = «{ $value }» en *{ $field }* no es un número entero.
refusal-shape = «{ $value }» no es una resolución y una proporción, como 1080P 16:9.

## Refusals

refusal = No se puede hacer.
refusal-job-not-found = Aquí no existe ese trabajo, o no puedes verlo.
refusal-unavailable = Ahora mismo no puedo aceptar peticiones. No se ha iniciado nada; inténtalo dentro de un minuto.
refusal-store-unavailable = Ahora mismo no puedo acceder a mi base de datos. No se ha iniciado nada; inténtalo dentro de un minuto.
refusal-stopping = Me están reiniciando. No se ha iniciado nada; inténtalo dentro de un minuto.
refusal-next-free = Se reinicia { $when }.
refusal-not-yours = Solo quien hizo esta petición, o un moderador, puede hacer eso.
refusal-moderators-only = Solo los moderadores pueden hacer eso.
refusal-cancel-submitting = Se está enviando en este preciso momento y no se puede cancelar. Inténtalo dentro de unos segundos.
refusal-cancel-too-late = Ya ha terminado; no hay nada que cancelar.
refusal-not-unknown = Ya se sabe cómo acabó este trabajo; no hay nada que reenviar.
refusal-not-abandoned = No he abandonado este trabajo, así que no hay nada que buscar.
refusal-already-resubmitted = Ya se envió de nuevo.
refusal-not-ended = Todavía no ha terminado, o se canceló.
refusal-being-posted = Se está publicando ahora mismo.
refusal-clip-running = Tu último mensaje de voz todavía se está creando. Inténtalo de nuevo en un momento.
refusal-no-sound = Este trabajo no tiene un sonido que pueda ser un mensaje de voz.
refusal-not-in-server = Solo funciono en servidores. Úsame en un canal de un servidor al que me hayan añadido.
refusal-channel-unknown = No conozco este tipo de canal y no puedo publicar aquí. Usa un canal de texto.
refusal-bot-not-in-server = Yo no estoy en este servidor. Pide a un admin que me añada con el scope *bot*.
refusal-bot-permissions = No puedo publicar un resultado aquí: necesito estos permisos en este canal: { $permissions }.
refusal-thread-locked = Este hilo está bloqueado, así que no podría publicar un resultado aquí. Desbloquéalo o usa otro canal.
refusal-forum = No puedo publicar en un foro en sí. Usa el comando dentro de una de sus publicaciones.
permission-view-channel = Ver canal
permission-send-messages = Enviar mensajes
permission-send-messages-in-threads = Enviar mensajes en hilos
permission-embed-links = Insertar enlaces
permission-attach-files = Adjuntar archivos

## Errors

error-internal = Algo ha fallado por mi parte. Si esperabas un resultado, `/{ cmd-jobs-name } { cmd-jobs-list-name }` muestra cómo va.
error-id = Algo ha fallado por mi parte. Si sigue pasando, da este ID a quien me opera: `{ $id }`
error-config = No estoy bien configurado. Quien me opera tiene que arreglarlo.
error-unreachable = Ahora mismo no se puede acceder a un servicio que necesito.
error-store = Mi base de datos ha tenido un problema. No se ha iniciado nada nuevo.
provider-error = El proveedor tuvo un problema.
provider-not-sent = No se pudo contactar con el proveedor.
provider-later = El proveedor está ocupado ahora.
provider-rejected = El proveedor no aceptó esta petición.
provider-unknown = La petición se envió, pero no volvió ninguna respuesta legible.
job-abandoned = Tardaba demasiado, así que dejé de esperar.
job-unsent-too-long = No he podido ponerlo en marcha en un día, así que lo he cancelado.
job-not-sent = Algo ha fallado por mi parte antes de enviarlo.
fetch-failed = No se ha podido descargar el resultado. Puede que el enlace aún funcione.
fetch-forbidden = El resultado está en una dirección de la que no descargo.
fetch-gone = El enlace al resultado ya no funciona.
fetch-too-large = El resultado es más grande de lo que descargo.
media-failed = No se ha podido preparar el resultado para Discord.
media-unreadable = El archivo entregado no contiene sonido ni imagen que se pueda reproducir.
media-incomplete = El archivo entregado está incompleto.
media-too-large = El resultado no se puede reducir lo suficiente para este servidor sin estropearlo.
media-worker-died = Preparar el resultado llevaba demasiado tiempo o memoria y se detuvo.
media-no-sound = Esto no tiene sonido.
message-failed = Discord ha rechazado el mensaje.

## What Tencent Cloud said

tencent-moderation = El control de contenido del proveedor ha rechazado este texto o referencia. Cámbialo, por favor.
tencent-bad-input = Estas opciones no se pueden usar juntas. Elige otras.
tencent-model = Este modelo o versión ya no se ofrece. Elige otro.
tencent-reference = No se pudo usar el archivo de referencia. Indica otro, o uno que cualquiera pueda descargar.
tencent-text-too-long = Este texto es demasiado largo para leerlo de una vez. Acórtalo.
tencent-speech-refused = Esta locución se ha rechazado. Revisa la voz y el texto.
tencent-size = Esta petición o su respuesta es demasiado grande.
tencent-rate = Demasiadas peticiones en este momento. Se intentará de nuevo.
tencent-busy = El proveedor ya trabaja en todo lo que admite. Se reintentará cuando termine algo.
tencent-capacity = Ahora no hay capacidad para esto. Inténtalo más tarde.
tencent-trouble = El proveedor tiene problemas para responder.
tencent-keys = Mi clave de API no se acepta. Quien me opera tiene que arreglarlo.
tencent-token = Mi acceso temporal es incorrecto o ha caducado. Quien me opera tiene que arreglarlo.
tencent-clock = El reloj de mi máquina está mal. Quien me opera tiene que arreglarlo.
tencent-permission = Mi clave de API no puede hacer esto. Quien me opera tiene que arreglarlo.
tencent-not-enabled = Esto no está activado en mi cuenta. Quien me opera tiene que arreglarlo.
tencent-arrears = Mi cuenta del proveedor tiene pagos pendientes. Quien me opera tiene que arreglarlo.
tencent-quota = Mi cuota del proveedor se ha agotado. Quien me opera tiene que arreglarlo.
tencent-sub-app-id = Estoy configurado con un ID de aplicación incorrecto (FOLEY_VOD_SUB_APP_ID). Quien me opera tiene que arreglarlo.
tencent-bucket = El almacenamiento de resultados no existe. Quien me opera tiene que arreglarlo.
tencent-address = Estoy configurado con una dirección o región sin servicio. Quien me opera tiene que arreglarlo.
tencent-unknown-field = El proveedor no conoce una opción que envié. Avisa a quien me opera.
tencent-outdated = El proveedor ya no ofrece esto. Avisa a quien me opera.
tencent-failed = El proveedor no pudo hacerlo.
tencent-task-gone = El proveedor ya no conoce este trabajo.
tencent-cannot-stop = Este trabajo ya no se puede detener.
tencent-task-failed = El proveedor ha dejado de trabajar en esto sin dar un motivo que yo conozca. Sus propias palabras están en los detalles; con otras palabras u opciones puede funcionar.
tencent-task-input = El proveedor no puede trabajar con estas opciones. Elige otras.
tencent-inner = El proveedor ha tenido un problema propio al hacerlo. Puede ayudar intentarlo otra vez.
tencent-model-failed = El modelo no ha podido hacer nada con esto. Puede ayudar intentarlo otra vez.
tencent-task-stopped = Este trabajo se detuvo en el proveedor.
tencent-task-timeout = El proveedor tardó demasiado y lo dejó. Puede ayudar intentarlo otra vez.
tencent-speech-failed = No se pudo leer este texto.
tencent-no-result = El proveedor dice que ha terminado, pero no envió ningún archivo.

## The database

store-refused = La base de datos no se puede usar: { $detail }
store-refused-foreign = La base de datos { $path } pertenece a otro programa. Dale a Foley una propia en FOLEY_DATABASE_URL.
store-refused-junk = { $path } no es una base de datos. Indica el archivo correcto o aparta este.
store-refused-unreadable = No se puede leer { $path }: { $detail }.
store-refused-newer = La base de datos { $path } la escribió un Foley más nuevo (revisión { $revision }; este conoce hasta la { $known }). Inicia la versión más nueva o restaura una copia de seguridad anterior.
store-refused-in-use = Otro proceso ya está usando { $path }. Solo un Foley a la vez puede usar una base de datos SQLite; para varios, usa PostgreSQL.
store-refused-path = No se puede abrir la base de datos { $path }: { $detail }. Comprueba que la carpeta existe y que se puede escribir en ella.
store-refused-readonly = Puedo leer { $path }, pero no escribir en ella. Da permiso de escritura al usuario con el que me ejecuto o inicio sesión, o indica otra base de datos en FOLEY_DATABASE_URL.
store-refused-file = No se puede leer un archivo de este equipo: { $path } ({ $detail }). Corrígelo, o revisa HOME y lo que indica FOLEY_DATABASE_URL.
store-refused-parameter = El pooler que hay delante de PostgreSQL no acepta el parámetro { $parameter }: quítalo de FOLEY_DATABASE_URL o añádelo a ignore_startup_parameters en el pooler.
store-refused-pooler = FOLEY_DATABASE_URL lleva a un pooler en modo transacción (como PgBouncer con pool_mode = transaction), donde ninguna sesión sigue siendo mía: pon pool_mode = session para esta base de datos o conéctame directamente a PostgreSQL.
store-standby = { $path } es un servidor en espera y ahora no admite escritura. Indica el primario en FOLEY_DATABASE_URL; si hay varios hosts, añade target_session_attrs=primary.
store-conflict-exists = Ya existe un trabajo con este ID.
store-conflict-repeat-open = Ya tienes esta en marcha.
store-copy-postgres = PostgreSQL se copia con sus propias herramientas. Ejecuta: { $command }
store-copy-exists = { $path } ya existe. Elige otro nombre.
store-copy-missing = { $path } no existe.
store-copy-same = { $path } es la propia base de datos. Indica una copia de seguridad.
store-copy-damaged = { $path } está dañado: no ha pasado la comprobación de la propia base de datos. No se ha cambiado nada.

## What can't work, and what to change

catalog-model-unknown = Aquí no hay ningún modelo «{ $model }». { $count ->
    [0] No hay ninguno configurado para esto.
   *[other] Elige entre: { $offered }.
 }
catalog-version-unknown = { $model } no tiene la versión «{ $version }». Elige entre: { $offered }.
catalog-text-empty = `{ $option }` está vacío.
catalog-text-long = `{ $option }` tiene { $length } caracteres; como mucho se admiten { $limit }.
catalog-lyrics-long = `{ cmd-music-lyrics-name }` tiene { $length } caracteres; como mucho se admiten { $limit }.
catalog-lyrics-and-instrumental = `{ cmd-music-lyrics-name }` e `{ cmd-music-instrumental-name }` no se pueden usar a la vez. Quita uno de los dos.
catalog-not-taken = { $about ->
    [lyrics] { $model } no admite letra
    [instrumental] { $model } no se puede limitar a lo instrumental
    [reference] { $model } no admite sonido de referencia
    [duration] { $model } decide la duración por sí mismo
    [video] { $model } no admite vídeo
    [resolution] { $model } decide la resolución por sí mismo
    [aspect] { $model } decide la proporción por sí mismo
    [audio] { $model } no genera sonido
    [image] { $model } no admite imagen
    [last_image] { $model } no admite imagen final
    [version] { $model } no tiene versiones para elegir
   *[other] { $model } no admite `{ $option }`
 }. { $count ->
    [0] Quita `{ $option }`.
   *[other] Quita `{ $option }` o elige entre: { $others }.
 }
catalog-lyrics-needed = { $model } necesita letra. { $count ->
    [0] Añade `{ cmd-music-lyrics-name }`.
   *[other] Añade `{ cmd-music-lyrics-name }` o elige entre: { $others }.
 }
catalog-not-offered = { $model } no ofrece { $wanted } en `{ $option }`. { $count ->
    [0] Elige entre: { $offered }.
   *[other] Elige entre: { $offered }; o uno de estos modelos: { $others }.
 }
catalog-duration-not-offered = { $model } no puede hacer { $duration } segundos. { $count ->
    [0] Elige una `{ cmd-video-duration-name }` de { $offered }.
   *[other] Elige una `{ cmd-video-duration-name }` de { $offered }, o uno de estos modelos: { $others }.
 }
catalog-duration-resolution = { $model } solo hace { $duration } segundos con una `{ cmd-video-resolution-name }` de { $offered }. { $count ->
    [0] Elige esa, u otra `{ cmd-video-duration-name }`.
   *[other] Elige esa, otra `{ cmd-video-duration-name }` o uno de estos modelos: { $others }.
 }
catalog-duration-and-video = La duración sigue al vídeo. Quita `{ cmd-video-duration-name }` o el vídeo.
catalog-option-needs-video = `{ $option }` solo va con `{ cmd-sfx-video-name }`. Añade un vídeo o quítalo.
catalog-reference-and-video = Un sonido de referencia y un vídeo no van juntos. Quita uno de los dos.
catalog-aspect-and-image = Con { $model }, la imagen decide la proporción. { $count ->
    [0] Quita `{ cmd-video-aspect-name }` o `{ cmd-video-image-name }`.
   *[other] Quita `{ cmd-video-aspect-name }` o `{ cmd-video-image-name }`, o elige entre: { $others }.
 }
catalog-audio-resolution = { $model } solo hace sonido con una `{ cmd-video-resolution-name }` de { $offered }. { $count ->
    [0] Elige esa, o quita `{ cmd-video-audio-name }`.
   *[other] Elige esa, quita `{ cmd-video-audio-name }` o elige entre: { $others }.
 }
catalog-image-needed = { $model } necesita una imagen inicial. { $count ->
    [0] Añade `{ cmd-video-image-name }`.
   *[other] Añade `{ cmd-video-image-name }` o elige entre: { $others }.
 }
catalog-last-image-alone = Una imagen final necesita una inicial. Añade `{ cmd-video-image-name }` o quita `{ cmd-video-last-image-name }`.
catalog-last-image-resolution = { $model } solo admite una imagen final con una `{ cmd-video-resolution-name }` de { $offered }. { $count ->
    [0] Elige esa, o quita `{ cmd-video-last-image-name }`.
   *[other] Elige esa, quita `{ cmd-video-last-image-name }` o elige entre: { $others }.
 }
catalog-url-scheme = `{ $option }` debe ser una dirección que empiece por https:// o http://.
catalog-url-bad = `{ $option }` no es una dirección web.
catalog-url-long = La dirección de `{ $option }` es demasiado larga.
catalog-url-credentials = La dirección de `{ $option }` contiene un usuario o una contraseña. Usa una pública.
catalog-url-private = No se puede acceder desde internet a la dirección de `{ $option }`. Usa una pública o adjunta el archivo.
reference-dead = No puedo descargar nada de la dirección de `{ $option }` ({ $reason }), y el proveedor tampoco podría. Usa una dirección de la que cualquiera pueda descargar, o adjunta el archivo. No se ha iniciado nada.
reference-not-media = La dirección de `{ $option }` lleva a { $kind ->
    [video] algo que no es un vídeo
    [image] algo que no es una imagen
   *[audio] algo que no es un archivo de sonido
 }. Usa la dirección directa del archivo, o adjúntalo. No se ha iniciado nada.
catalog-voice-bad = Eso no es una voz. Elige una de la lista.
catalog-language-unknown = No existe el idioma «{ $language }». Elige uno de la lista.
catalog-pitch-not-offered = `{ cmd-tts-pitch-name }` debe estar entre { $lowest } y { $highest }.
catalog-sample-rate-not-offered = Un `{ cmd-tts-sample-rate-name }` de { $rate } no es posible. Elige entre: { $offered }.
voice-unknown = { $count ->
    [0] No conozco esa voz. Elige una de la lista o indica su ID completo.
   *[other] No conozco la voz «{ $voice }». ¿Querías decir: { $others }?
 }
voice-ambiguous = Hay { $count } voces que se llaman «{ $voice }». Elige una de la lista o indica su ID completo.

## Options and lists of commands

option-both = Usa `{ $first }` o `{ $second }`, no los dos.
attachment-type = «{ $file }» no es un archivo que pueda usar aquí. Tipos posibles: { $types }.
attachment-big = «{ $file }» es demasiado grande: como mucho { $limit }.
attachment-empty = «{ $file }» está vacío.
attachment-not-text = «{ $file }» no es texto sin formato en UTF-8.
attachment-unreadable = No se ha podido leer «{ $file }» de Discord. Adjúntalo de nuevo.
attachment-expired = El archivo que adjuntaste entonces ya no existe. Usa el comando otra vez y adjúntalo de nuevo.
answer-not-made = No se ha creado nada; solo quien lo pidió ve el motivo.
tts-nothing-to-say = En este texto no hay nada que decir: no tiene palabras, solo emojis o símbolos. No se ha cobrado nada.
tts-voices-unknown = Todavía no tengo la lista de voces. Inténtalo de nuevo en un minuto. No se ha cobrado nada.
tts-no-voice = No tengo ninguna voz que hable { $language }. Elige una con `{ cmd-tts-voice-name }` o indica `{ cmd-tts-language-name }`. No se ha cobrado nada.
menu-read-aloud = Leer en voz alta
menu-no-words = No hay nada que leer en este mensaje: no tiene texto ni un archivo `.txt`.
menu-sound-effect = Efecto de sonido de esto
menu-add-sound = Añadir sonido al vídeo
menu-animate = Animar esta imagen
menu-song = Hacer una canción con esto
menu-no-text = Este mensaje no tiene texto con el que hacer un sonido.
menu-no-video = En este mensaje no hay un vídeo que pueda usar: adjunta un `.mp4` o `.mov` de hasta 100 MB.
menu-no-picture = En este mensaje no hay una imagen que pueda usar: adjunta un `.png` o `.jpg` de hasta 10 MB.
menu-no-lyrics = Este mensaje no tiene palabras que cantar.
more-no-file = El archivo de este resultado ya no está aquí.
voices-title = { $count ->
    [one] { $count } voz
   *[other] { $count } voces
 }
voices-none = Ninguna voz encaja. Quita alguno de los filtros.
voices-language = Idioma
voices-traits = Género y edad
voices-mood = Estilo
voices-choose = Elige una voz
voices-listen = Escuchar (gratis)
voices-use = Usar esta voz
voices-speak-with = Leer con esta voz
voices-used = ✅ { $voice } es ahora tu voz: `/{ cmd-tts-name }` la usa cuando no indicas ninguna.
voice-female = femenina
voice-male = masculina
voice-child = infantil
voice-teenager = adolescente
voice-youth = joven
voice-middle-aged = mediana edad
voice-senior = mayor
help-title = Lo que puedo hacer
help-make = Crear algo
help-try = Prueba `/{ cmd-tts-name } { cmd-tts-text-name }:hola a todos`. No hace falta nada más.
help-menu = En el menú de un mensaje, en *Aplicaciones*: *{ menu-read-aloud }*, *{ menu-sound-effect }*, *{ menu-add-sound }*, *{ menu-animate }*, *{ menu-song }*
help-yours = Lo tuyo
help-admins = Para quienes administran este servidor
help-operators = Para quien me opera
tts-option-instant = `{ $option }` funciona con textos de hasta { $limit } caracteres y sin `{ cmd-tts-pitch-name }` ni `{ cmd-tts-translate-to-name }`. Quítalo o acorta el texto.
tts-option-off = `{ $option }` no está disponible aquí. Quítalo.
speech-somebody = alguien
speech-role = un rol
speech-channel = un canal
speech-page-customize = Canales y roles
speech-page-browse = Explorar canales
speech-page-guide = Guía del servidor
speech-page-home = Guía del servidor
speech-page-linked-roles = Roles vinculados
choice-version-unlisted = { $version } (no está en la lista, se envía tal cual)
choice-model-lyrics =
    { $need ->
        [none] sin letra
        [required] necesita letra
       *[optional] letra opcional
    }
refusal-command-changed = Discord aún tiene una versión anterior de este comando, así que no se ha iniciado nada. Inténtalo de nuevo en un momento.
jobs-list-title = Peticiones
jobs-list-empty = No hay ninguna.
jobs-list-more = Anteriores: `/{ cmd-jobs-name } { cmd-jobs-list-name } { cmd-jobs-list-before-name }:{ $job }`
jobs-list-held = terminada, pendiente de publicar

## Commands: names as people type them, and what they do

cmd-music-name = música
cmd-music-description = Crea música a partir de una frase
cmd-music-prompt-name = descripción
cmd-music-prompt-description = Cómo debe sonar: estilo, ambiente, instrumentos
cmd-music-model-name = modelo
cmd-music-model-description = Qué modelo la crea
cmd-music-version-name = versión
cmd-music-version-description = Qué versión del modelo
cmd-music-lyrics-name = letra
cmd-music-lyrics-description = Letra
cmd-music-instrumental-name = instrumental
cmd-music-instrumental-description = Sin canto
cmd-music-reference-name = referencia
cmd-music-reference-description = Un sonido de referencia (mp3, wav)
cmd-music-reference-url-name = referencia_url
cmd-music-reference-url-description = La dirección pública de un sonido de referencia
cmd-music-video-name = vídeo
cmd-music-video-description = Un vídeo al que poner la música (mp4, mov)
cmd-music-video-url-name = vídeo_url
cmd-music-video-url-description = La dirección pública de un vídeo al que poner la música
cmd-music-gender-name = género
cmd-music-gender-description = Quién canta
cmd-music-watermark-name = marca_de_agua
cmd-music-watermark-description = La marca de agua del modelo en el sonido
cmd-music-format-name = formato
cmd-music-format-description = Formato de archivo
cmd-music-long-name = largo
cmd-music-long-description = Escribir una letra larga en un formulario
cmd-music-lyrics-file-name = letra_archivo
cmd-music-lyrics-file-description = Letra en un archivo .txt
cmd-music-count-name = cantidad
cmd-music-count-description = Cuántos, cada uno una petición aparte
cmd-sfx-name = efecto
cmd-sfx-description = Crea un efecto de sonido a partir de una frase
cmd-sfx-prompt-name = descripción
cmd-sfx-prompt-description = Describe el sonido
cmd-sfx-duration-name = duración
cmd-sfx-duration-description = Duración en segundos
cmd-sfx-video-name = vídeo
cmd-sfx-video-description = Un vídeo al que poner sonido (mp4, mov)
cmd-sfx-video-url-name = vídeo_url
cmd-sfx-video-url-description = La dirección pública de un vídeo al que poner sonido
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = Con un vídeo: sonidos cercanos y suaves
cmd-sfx-bgm-prompt-name = música
cmd-sfx-bgm-prompt-description = Con un vídeo: describe la música de fondo
cmd-sfx-format-name = formato
cmd-sfx-format-description = Formato de archivo
cmd-sfx-as-name = como
cmd-sfx-as-description = Publicarlo como archivo o como mensaje de voz
cmd-sfx-count-name = cantidad
cmd-sfx-count-description = Cuántos, cada uno una petición aparte
cmd-tts-name = leer
cmd-tts-description = Convierte texto en voz
cmd-tts-text-name = texto
cmd-tts-text-description = Texto que se va a leer
cmd-tts-voice-name = voz
cmd-tts-voice-description = Busca por nombre, idioma o género; si no, la última tuya o una que encaje con el texto
cmd-tts-language-name = idioma
cmd-tts-language-description = Idioma del texto
cmd-tts-translate-to-name = traducir_a
cmd-tts-translate-to-description = Traducir primero el texto a este idioma y luego decirlo
cmd-tts-pitch-name = tono
cmd-tts-pitch-description = Más agudo o más grave, en semitonos
cmd-tts-sample-rate-name = muestreo
cmd-tts-sample-rate-description = Muestras por segundo
cmd-tts-format-name = formato
cmd-tts-format-description = Formato de archivo
cmd-tts-speed-name = velocidad
cmd-tts-speed-description = Velocidad al hablar: 1 es la normal; para textos de hasta 2000 caracteres
cmd-tts-as-name = como
cmd-tts-as-description = Publicarlo como archivo o como mensaje de voz
cmd-tts-text-file-name = texto_archivo
cmd-tts-text-file-description = Un archivo .txt que se lee después del texto
cmd-voices-name = voces
cmd-voices-description = Busca una voz, escúchala y hazla tuya
cmd-voices-language-name = idioma
cmd-voices-language-description = Un idioma que habla; si no, el tuyo
cmd-voices-gender-name = género
cmd-voices-gender-description = Femenina o masculina
cmd-voices-age-name = edad
cmd-voices-age-description = Qué edad aparenta
cmd-voices-mood-name = estilo
cmd-voices-mood-description = Cómo suena: cálida, serena, dulce…
cmd-help-name = ayuda
cmd-help-description = Lo que puedo hacer y por dónde empezar
cmd-video-name = vídeo
cmd-video-description = Crea un vídeo a partir de una frase
cmd-video-prompt-name = descripción
cmd-video-prompt-description = Describe el vídeo
cmd-video-model-name = modelo
cmd-video-model-description = Qué modelo lo crea
cmd-video-version-name = versión
cmd-video-version-description = Qué versión del modelo
cmd-video-duration-name = duración
cmd-video-duration-description = Duración en segundos
cmd-video-resolution-name = resolución
cmd-video-resolution-description = Nitidez, por ejemplo 1080P
cmd-video-aspect-name = proporción
cmd-video-aspect-description = Ancho por alto, por ejemplo 16:9
cmd-video-audio-name = sonido
cmd-video-audio-description = Con sonido
cmd-video-image-name = imagen
cmd-video-image-description = Una imagen inicial (jpg, png)
cmd-video-last-image-name = imagen_final
cmd-video-last-image-description = Una imagen final (jpg, png)
cmd-video-negative-name = excluir
cmd-video-off-peak-name = horas_valle
cmd-video-off-peak-description = Más barato, se hace cuando hay sitio: puede tardar hasta 48 horas
cmd-video-negative-description = Lo que no debe aparecer
cmd-video-enhance-name = ampliar
cmd-video-enhance-description = Dejar que el modelo desarrolle antes tu texto
cmd-video-bgm-name = música
cmd-video-bgm-description = Con música de fondo
cmd-video-watermark-name = marca_de_agua
cmd-video-watermark-description = La marca de agua del modelo en la imagen
cmd-video-reference-1-name = referencia_1
cmd-video-reference-2-name = referencia_2
cmd-video-reference-3-name = referencia_3
cmd-video-reference-1-description = Una imagen de alguien o algo que debe aparecer (jpg, png)
cmd-video-reference-2-description = Una segunda imagen así
cmd-video-reference-3-description = Una tercera imagen así
cmd-video-reference-video-name = vídeo_de_referencia
cmd-video-reference-video-description = Un vídeo de referencia (mp4, mov)
cmd-jobs-name = trabajos
cmd-jobs-description = Tus peticiones y qué fue de ellas
cmd-jobs-list-name = lista
cmd-jobs-list-description = Listar tus últimas peticiones
cmd-jobs-list-everyone-name = todos
cmd-jobs-list-everyone-description = Las peticiones de todos en este servidor (moderadores)
cmd-jobs-list-before-name = antes
cmd-jobs-list-before-description = Solo las anteriores a este trabajo
cmd-jobs-show-name = ver
cmd-jobs-show-description = Mostrar una petición y publicar un resultado guardado
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = Qué trabajo
cmd-jobs-cancel-name = cancelar
cmd-jobs-cancel-description = Cancelar una petición
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = Qué trabajo
cmd-jobs-retry-name = repetir
cmd-jobs-retry-description = Hacer la misma petición otra vez
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = Qué trabajo

## Rules, limits and use of a server

list-separator = { ", " }
list-quoted = «{ $text }»
admin-paused = ⏸️ En pausa: no se aceptan peticiones nuevas. `/{ cmd-foley-name } { cmd-foley-resume-name }` lo termina.
admin-on = activado
admin-off = desactivado
admin-none = ninguno
admin-everywhere = en todas partes
admin-everybody = todo el mundo
admin-same = donde se piden
admin-own-language = el de cada persona
admin-forever = tanto como la petición
admin-days = { $days ->
    [one] { $days } día
   *[other] { $days } días
 }
admin-catalog = los del catálogo
admin-kinds = Comandos
admin-channels = Canales
admin-roles = Roles
admin-results = Los resultados van a
admin-alerts = Los avisos de presupuesto van a
admin-longest = Vídeo más largo (s)
admin-sharpest = Resolución máxima
admin-count = Máximo por petición
admin-age = Canales con restricción de edad
admin-age-anywhere = en todas partes
admin-age-only = solo allí
admin-age-never = nunca allí
admin-keep = Guardar copias de los resultados
admin-loudness = Igualar el volumen
admin-label = Aviso de IA
admin-soundboard = Panel de sonidos
admin-language = Idioma de los anuncios
admin-retention = Los textos se guardan
admin-grace = Datos después de quitarme
admin-defaults = Valores predeterminados
admin-limits = Límites
admin-blocked = Bloqueado
admin-blocked-users = Personas
admin-blocked-words = Palabras
admin-blocked-patterns = Patrones
admin-pick-job = Elige una petición para cancelarla o publicarla de nuevo
panel-overview = Resumen
panel-places = Comandos y lugares
panel-limits = Límites
panel-budget = Presupuesto
panel-defaults = Valores predeterminados
panel-words = Palabras y personas
panel-jobs = Trabajos
panel-history = Historial
panel-page = Ir a…
panel-lacking = ⚠️ Canales donde me faltan permisos: { $count }. `/{ cmd-foley-name } { cmd-foley-setup-name }` muestra cuáles.
panel-month = Este mes
panel-preset = Aplicar una plantilla…
panel-pause = Pausar
panel-resume = Reanudar
panel-export = Exportar ajustes
panel-import = Importar ajustes
panel-channels = Dónde se me puede usar (vacío: en todas partes)
panel-alerts = Adónde van los avisos de presupuesto
panel-system-channel = donde Discord da la bienvenida
panel-limits-about = Elige un comando para fijar cuántas peticiones puede hacer cada persona y el servidor entero.
panel-caps-now = Una petición
panel-all-commands = Todos los comandos juntos
panel-limit-command = Limitar un comando…
panel-limit-role = Limitar o liberar un rol…
panel-limit-other = Otro límite…
panel-caps = Duración, resolución, número…
panel-lift = Quitar un límite…
panel-no-prices = No hay precios configurados, así que aquí los presupuestos cuentan segundos.
panel-prices = Una petición típica cuesta unos
panel-attention = ⚠️ Revisa
panel-other-currency = Los presupuestos en { $currency } no tienen efecto: los precios están ahora en otra moneda.
panel-budget-role = Presupuesto de un rol…
panel-budget-edit = Fijar el presupuesto…
panel-usage = Uso
panel-defaults-command = Valores predeterminados de un comando…
panel-data = Idioma y datos…
panel-keep = Guardar copias: sí/no
panel-loudness = Igualar volumen: sí/no
panel-label = Aviso de IA: sí/no
panel-soundboard = Panel de sonidos: sí/no
panel-roles = Roles que pueden usarme (vacío: todos)
panel-people = Personas bloqueadas
panel-words-edit = Palabras y patrones…
panel-age = Canales con restricción de edad…
panel-older = Anteriores
panel-revert = Revertir un cambio…
panel-undo = Deshacer
panel-unchanged = No ha cambiado nada.
panel-expired = Ya no conozco este cambio. No se ha guardado nada; hazlo de nuevo.
panel-save-anyway = Guardar de todos modos
panel-drop = No guardar
panel-whole-number = «{ $value }» no es un número entero.
panel-amount = «{ $value }» no es un importe como 12,50.
panel-block-what = Di qué bloquear: `{ cmd-foley-option-user-name }`, `{ cmd-foley-option-word-name }` o `{ cmd-foley-option-pattern-name }`.
preset-tight = Estricto
preset-normal = Normal
preset-open = Abierto
preset-free = Sin límites
preset-day = Como mucho al día: { $things }
change-paused = Ya no acepto peticiones nuevas en este servidor.
change-resumed = Vuelvo a aceptar peticiones en este servidor.
history-paused = { $actor } me pausó
history-resumed = { $actor } me reactivó
history-set = { $actor } cambió «{ $setting }»: { $old } → { $new }
history-added = { $actor } añadió { $values } a { $setting }
history-removed = { $actor } quitó { $values } de { $setting }
history-on = { $actor } activó { $values }
history-off = { $actor } desactivó { $values }
history-raised = { $actor } subió el límite de { $old } a { limit-what } ({ $who })
history-lowered = { $actor } bajó el límite de { $old } a { limit-what } ({ $who })
history-limited = { $actor } puso un límite: { limit-what } ({ $who })
history-lifted = { $actor } quitó el límite: { limit-what } ({ $who })
history-preset-saved = { $actor } guardó el preajuste «{ $name }» para este servidor
history-preset-deleted = { $actor } eliminó el preajuste «{ $name }» de este servidor
history-cancelled = { $actor } canceló { $job } de { $owner }
history-posted = { $actor } volvió a publicar { $job } de { $owner }
caution-word = «{ $word }» es una sola letra: bloquearía casi cualquier texto.
caution-zero = Un límite de { limit-what } desactiva esto.
caution-frees-all = Todos tienen este rol: nadie tendría ya este límite.
caution-shuts = Con { limit-what } nadie puede crear nada con { $model }.
caution-everyone = Todos tienen este rol: dejaría entrar a todos.
caution-all-channels = Sin canal elegido se me puede usar en todas partes.
transfer-exported = Aquí están los ajustes de este servidor. Impórtalos en otro con `/{ cmd-foley-name } { cmd-foley-panel-name }`.
transfer-missing = No están en este servidor, así que los omití: { $missing }
transfer-foreign = Esto no es un archivo de mis ajustes. No se ha cambiado nada.
transfer-old = Este archivo es de otra versión mía. Expórtalo de nuevo; no se ha cambiado nada.
transfer-broken = Algo de este archivo no es un ajuste mío. No se ha cambiado nada.
admin-results-permissions = No puedo publicar ahí. Necesito: { $permissions }.
admin-default-not-taken = `/{ $command }` no tiene valor predeterminado para `{ $option }`. Quítalo.
limit-line = { $who }: { $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] { $amount } s de música
        [sfx] { $amount } s de efectos de sonido
        [tts] { $amount } s de voz
        [video] { $amount } s de vídeo
       *[all] { $amount } s de sonido y vídeo
    }
   *[count] { $kind ->
        [music] { $amount ->
            [one] { $amount } canción
           *[other] { $amount } canciones
        }
        [sfx] { $amount ->
            [one] { $amount } efecto de sonido
           *[other] { $amount } efectos de sonido
        }
        [tts] { $amount ->
            [one] { $amount } texto leído
           *[other] { $amount } textos leídos
        }
        [video] { $amount ->
            [one] { $amount } vídeo
           *[other] { $amount } vídeos
        }
       *[all] { $amount ->
            [one] { $amount } petición
           *[other] { $amount } peticiones
        }
    }
 }
limit-what = { $window ->
    [hour] { limit-things } por hora
    [day] { limit-things } al día
    [month] { limit-things } al mes
   *[once] { limit-things } a la vez
 }
limit-who-user = Cada persona
limit-who-role = Cada persona con { $role }
limit-who-server = Todo el servidor
audit-empty = Todavía no se ha cambiado nada.
usage-title = { $days ->
    [one] Uso del último día
   *[other] Uso de los últimos { $days } días
 }
usage-empty = No se ha usado nada.
usage-requests = peticiones
usage-seconds = segundos
usage-returned = gratis
usage-days = Por día
usage-people = Por persona
usage-models = Por modelo
usage-open = { $count } aún sin terminar: contadas según su estimación
usage-person = { $who }: { $count ->
    [one] { $count } petición
   *[other] { $count } peticiones
 }, { $seconds } s
usage-budget = Lo que queda de los límites del servidor
setup-title = Configurar Foley
setup-intro = Todo se puede cambiar en cualquier momento; esto solo lo ven quienes gestionan este servidor.
setup-permissions = Permisos
setup-fine = ✅ { $count ->
    [one] { $count } canal tiene todo lo necesario
   *[other] { $count } canales tienen todo lo necesario
 }
setup-lack = ⚠️ { $channel }: { $permissions }
setup-now = Ahora mismo
setup-next = Siguientes pasos
setup-steps =
    1️⃣ Dame los permisos que faltan y pulsa *{ setup-again }*.
    2️⃣ Abre `/{ cmd-foley-name } { cmd-foley-panel-name }`: elige dónde se me puede usar y adónde van los resultados.
    3️⃣ Mira allí los límites y pulsa *Hacer una prueba* (una petición de pago).
setup-again = Comprobar de nuevo
setup-test = Hacer una prueba (de pago)
setup-no-test = No hay nada que probar: activa antes `/{ cmd-sfx-name }`, `/{ cmd-music-name }` o `/{ cmd-video-name }`.
setup-choose-results = Adónde van los resultados (vacío: donde se piden)
setup-choose-kinds = Qué comandos están activos
permission-read-message-history = Leer el historial de mensajes
welcome =
    👋 Gracias por añadir **Foley**: música, efectos de sonido, voz y vídeo a partir de una frase.
    1️⃣ Pruébalo: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:una puerta que cruje` o `/{ cmd-music-name } { cmd-music-prompt-name }:lluvia tranquila`.
    2️⃣ Este servidor empieza con la plantilla **{ $preset }**. { $about }
    3️⃣ Los admins lo cambian con `/{ cmd-foley-name } { cmd-foley-panel-name }`; `/{ cmd-foley-name } { cmd-foley-setup-name }` muestra los permisos que faltan.
welcome-back =
    👋 Gracias por añadir **Foley**: música, efectos de sonido, voz y vídeo a partir de una frase.
    1️⃣ Pruébalo: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:una puerta que cruje` o `/{ cmd-music-name } { cmd-music-prompt-name }:lluvia tranquila`.
    2️⃣ Los admins ven y cambian los ajustes con `/{ cmd-foley-name } { cmd-foley-panel-name }`; `/{ cmd-foley-name } { cmd-foley-setup-name }` muestra los permisos que faltan.

## Refused by the server's rules

rules-admins-only = Solo quienes gestionan este servidor pueden hacer esto.
rules-paused = Estoy en pausa en este servidor. Un admin puede reanudarme con `/{ cmd-foley-name } { cmd-foley-resume-name }`.
rules-blocked-user = Los admins de este servidor te han bloqueado: no puedes usarme.
rules-kind-off-music = La música está desactivada en este servidor.
rules-kind-off-sfx = Los efectos de sonido están desactivados en este servidor.
rules-kind-off-tts = La voz está desactivada en este servidor.
rules-kind-off-video = El vídeo está desactivado en este servidor.
rules-channel = No se me puede usar en este canal. Usa: { $channels }
rules-role = Aquí solo pueden usarme quienes tienen uno de estos roles: { $roles }
rules-age-only = En este servidor solo se me puede usar en canales con restricción de edad.
rules-age-never = En este servidor no se me puede usar en canales con restricción de edad.
rules-blocked-text = Este texto contiene algo que no se permite en este servidor. Cámbialo, por favor.
rules-patterns-slow = Los patrones de palabras de este servidor tardan demasiado en comprobarse. Inténtalo dentro de un rato y pide a un admin que los simplifique.
rules-word-empty = Esta palabra no tiene caracteres visibles.
rules-word-long = Una palabra bloqueada puede tener como mucho { $limit } caracteres.
rules-not-blocked = Eso no está bloqueado.
rules-pattern-bad = No es una expresión regular que pueda usar (RE2): { $reason }
rules-pattern-empty = Este patrón coincide con todo. Hazlo más concreto.
rules-pattern-large = Este patrón es demasiado grande. Simplifícalo.
rules-pattern-long = Un patrón puede tener como mucho { $limit } caracteres.
rules-too-many-words = Se pueden bloquear como mucho { $limit } palabras.
rules-too-many-patterns = Se pueden bloquear como mucho { $limit } patrones.
rules-too-many-limits = Puede haber como mucho { $limit } límites.
rules-too-many-users = Se pueden bloquear como mucho { $limit } personas.
rules-too-many-channels = Se pueden indicar como mucho { $limit } canales.
rules-too-many-roles = Se pueden indicar como mucho { $limit } roles.
rules-all-kinds-off = Al menos un comando debe seguir activo. `/{ cmd-foley-name } { cmd-foley-pause-name }` lo detiene todo.
rules-video-too-long = En este servidor un vídeo dura como mucho { $limit } s; este duraría unos { $asked } s. Pon `{ cmd-video-duration-name }` en { $limit } o menos.
rules-video-too-sharp = En este servidor un vídeo tiene como mucho { $limit }; este tendría { $asked }. Pon `{ cmd-video-resolution-name }` en { $limit } o menos.
rules-count = En este servidor una petición incluye como mucho { $limit }; esta pide { $asked }. Pon `{ cmd-music-count-name }` en { $limit } o menos.
rules-cap-seconds = El vídeo más largo va de 1 a { $limit } s.
rules-cap-count = El máximo por petición va de 1 a { $limit }.
rules-limit-amount = Un límite debe estar entre 0 y { $limit }.
rules-limit-window = Un límite necesita el periodo en que cuenta; lo que corre a la vez no tiene.
rules-limit-role = Un límite para un rol necesita el rol.
rules-limit-missing = No existe ese límite.
rules-retention = Los textos se pueden guardar de 0 a { $limit } días.
rules-grace = Los datos se pueden guardar de 0 a { $limit } días después de quitarme.
refusal-paused-all = Estoy en pausa por mantenimiento. Inténtalo más tarde.
refusal-draining = Me van a actualizar y no acepto peticiones nuevas. Inténtalo dentro de unos minutos.
quota-never-fits = { $measure ->
    [money] Esto costaría unos { $asked }
    [seconds] Esto duraría unos { $asked } s
   *[count] Esto serían { $asked } peticiones
 }; el límite es { limit-what }.

## Everybody's own data

privacy-exported = Aquí están todos los datos que guardo sobre ti.
privacy-question = Esto elimina todas tus peticiones, resultados y ajustes, en todos los servidores; lo que siga en marcha se cancela. No se puede deshacer. Los mensajes que ya están en Discord se quedan.
privacy-confirm = Eliminar mis datos
privacy-deleted = Hecho. { $jobs ->
    [one] Se ha eliminado { $jobs } petición tuya.
   *[other] Se han eliminado { $jobs } peticiones tuyas.
 }
privacy-cancelled = { $count ->
    [one] { $count } seguía abierta y se ha cancelado.
   *[other] { $count } seguían abiertas y se han cancelado.
 }
privacy-billed = { $count ->
    [one] { $count } ya estaba en el proveedor, no se pudo detener y aún puede cobrarse.
   *[other] { $count } ya estaban en el proveedor, no se pudieron detener y aún pueden cobrarse.
 }
privacy-pending = { $count ->
    [one] { $count } se está enviando o publicando. Se eliminará en unos minutos.
   *[other] { $count } se están enviando o publicando. Se eliminarán en unos minutos.
 }

## The operator

operator-title = Estado
operator-only = Solo el operador de este bot puede hacer esto.
operator-servers = Servidores: { $count }
operator-paused = ⏸️ En pausa: no se acepta ni se envía nada nuevo.
operator-draining = 🚰 Vaciando: no se acepta nada nuevo.
operator-line = 🛠️ Línea de mantenimiento: { $line }
operator-poller = Vigilancia
operator-turned = Último ciclo hace { $turned } · { $watched } vigiladas · { $waiting } por publicar
operator-elsewhere = Otro proceso hace el trabajo.
operator-budgets = Presupuestos (usado / permitido por segundo · en espera)
operator-jobs = Peticiones abiertas
operator-oldest = La más antigua: { $job }, { $when }
operator-held = Retenidas: { $count }
operator-faults = Errores del último día
operator-left = He salido de { $server }.
operator-no-server = No estoy en ningún servidor con este ID.
operator-own-server = Es el servidor del propio operador.
operator-maintenance-long = La línea puede tener como mucho { $limit } caracteres.

## Choices of commands

choice-count = peticiones
choice-seconds = segundos de sonido y vídeo
choice-money = dinero
choice-at-once = peticiones a la vez
choice-hour = por hora
choice-day = por día
choice-month = por mes

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = Reglas, límites y uso de Foley en este servidor
cmd-foley-block-name = bloquear
cmd-foley-block-description = Bloquear a una persona, una palabra o un patrón
cmd-foley-option-user-name = persona
cmd-foley-option-user-description = Qué persona
cmd-foley-option-word-name = palabra
cmd-foley-option-word-description = Una palabra o frase, se escriba como se escriba
cmd-foley-option-pattern-name = patrón
cmd-foley-option-pattern-description = Una expresión regular (RE2)
cmd-foley-pause-name = pausar
cmd-foley-pause-description = No aceptar nada nuevo en este servidor; lo que corre sigue
cmd-foley-resume-name = reanudar
cmd-foley-resume-description = Aceptar de nuevo peticiones en este servidor
cmd-foley-usage-name = uso
cmd-foley-usage-description = Uso por día, comando y persona, con un gráfico
cmd-foley-option-days-name = días
cmd-foley-option-days-description = Cuántos días
cmd-foley-jobs-name = trabajos
cmd-foley-jobs-description = Todas las peticiones del servidor: cancelarlas o publicarlas de nuevo
cmd-foley-panel-name = panel
cmd-foley-panel-description = Todo lo que hago aquí, en un solo lugar
cmd-foley-export-name = exportar
cmd-foley-export-description = Los ajustes de este servidor en un archivo
cmd-foley-option-chart-name = gráfico
cmd-foley-option-chart-description = Qué muestra el gráfico
cmd-foley-setup-name = configurar
cmd-foley-setup-description = Una guía: permisos que faltan, primeros ajustes, una prueba
cmd-operator-name = operador
cmd-operator-description = Operar este bot
cmd-operator-status-name = estado
cmd-operator-status-description = Vigilancia, presupuestos, la más antigua, errores por código
cmd-operator-pause-name = pausar
cmd-operator-pause-description = No aceptar ni enviar nada nuevo, en todos los servidores
cmd-operator-resume-name = reanudar
cmd-operator-resume-description = Terminar una pausa y un vaciado
cmd-operator-drain-name = vaciar
cmd-operator-drain-description = No aceptar nada nuevo en ningún servidor, acabar lo que hay
cmd-operator-maintenance-name = mantenimiento
cmd-operator-maintenance-description = Una línea en cada mensaje de estado; vacío la quita
cmd-operator-maintenance-line-name = línea
cmd-operator-maintenance-line-description = Qué dice
cmd-operator-leave-name = salir
cmd-operator-leave-description = Salir de un servidor
cmd-operator-leave-server-name = servidor
cmd-operator-leave-server-description = El ID del servidor
cmd-privacy-name = privacidad
cmd-privacy-description = Los datos que guardo sobre ti
cmd-privacy-export-name = exportar
cmd-privacy-export-description = Obtener todos los datos que guardo sobre ti, en JSON
cmd-privacy-delete-name = eliminar
cmd-privacy-delete-description = Eliminar todos los datos que guardo sobre ti
cmd-preset-name = preajuste
cmd-preset-description = Guardar una petición y volver a usarla
cmd-preset-save-name = guardar
cmd-preset-save-description = Guardar una petición tuya con un nombre
cmd-preset-save-name-name = nombre
cmd-preset-save-name-description = Cómo llamarla
cmd-preset-save-id-name = id
cmd-preset-save-id-description = Qué petición; si no, tu última aquí
cmd-preset-save-server-name = servidor
cmd-preset-save-server-description = Para todos en este servidor (administradores)
cmd-preset-use-name = usar
cmd-preset-use-description = Repetir una petición guardada
cmd-preset-use-name-name = nombre
cmd-preset-use-name-description = Cuál
cmd-preset-use-prompt-name = descripción
cmd-preset-use-prompt-description = Otras palabras, se hace al momento; si no, verla y cambiarla antes
cmd-preset-list-name = lista
cmd-preset-list-description = Ver tus preajustes y los de este servidor
cmd-preset-delete-name = eliminar
cmd-preset-delete-description = Eliminar un preajuste
cmd-preset-delete-name-name = nombre
cmd-preset-delete-name-description = Cuál

## Saved requests

preset-saved = ✅ Guardado como **{ $name }**. `/{ cmd-preset-name } { cmd-preset-use-name }` lo repite, con las mismas palabras u otras.
preset-replaced = ✅ Guardado como **{ $name }**, en lugar del que se llamaba así.
preset-deleted = **{ $name }** eliminado.
preset-files = Sus archivos no se guardan: adjúntalos otra vez al usarlo.
preset-unknown = Ningún preajuste se llama así. `/{ cmd-preset-name } { cmd-preset-list-name }` muestra los tuyos y los de este servidor.
preset-nothing = Todavía no has hecho nada aquí que se pueda guardar. Haz algo primero.
preset-name = Un preajuste necesita un nombre que se pueda leer, sin dos puntos.
preset-too-many = Se pueden guardar como mucho { $limit } preajustes. Elimina uno primero.
preset-none = Aún no hay preajustes. Haz algo y guárdalo con `/{ cmd-preset-name } { cmd-preset-save-name }`.
preset-own = Tuyos
preset-server = De este servidor

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] Todo el servidor: desactivado, el límite es 0
   *[person] Desactivado para ti: tu límite es 0
 }
quota-left = { $scope ->
    [server] Todo el servidor: quedan { $left } de { limit-what }
   *[person] Te quedan { $left } de { limit-what }
 }
quota-used-at-once = { $scope ->
    [server] Este servidor ya tiene en marcha: { limit-things }. Espera a que termine algo.
   *[person] Ya tienes en marcha: { limit-things }. Espera a que termine algo.
 }
quota-used-off = { $scope ->
    [server] Esto está desactivado en este servidor: un admin puso su límite en 0.
   *[person] Esto está desactivado para ti: un admin de este servidor puso tu límite en 0.
 }
quota-used = { $scope ->
    [operator] He llegado al presupuesto común de todos los servidores, así que ahora no puedo empezar esto.
    [server] Eso superaría el límite de este servidor: { limit-what }.
   *[person] Eso superaría tu límite: { limit-what }.
 }
quota-fewer = Solo caben { $fits } de { $asked }: { $scope ->
    [server] límite de este servidor, { limit-what }.
    [operator] presupuesto común de todos los servidores.
   *[person] tu límite, { limit-what }.
 } No he empezado ninguna.
quota-warning = { $scope ->
    [operator] ⚠️ Se ha usado el { $percent } % de mi presupuesto para todos los servidores ({ limit-what }). Se reinicia { $free }.
   *[server] ⚠️ Este servidor ha usado el { $percent } % de su límite ({ limit-what }). Se reinicia { $free }.
 }
cost-estimate = Esto costará unos { $cost }.
