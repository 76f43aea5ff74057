# Brazilian Portuguese. Keys and variables are those of the master, en-US.

language-name = Português (Brasil)

## Time and size

time-seconds = { $seconds } s
time-minutes = { $minutes } min
time-minutes-seconds = { $minutes } min { $seconds } s
time-hours-minutes = { $hours } h { $minutes } min
time-about-seconds = cerca de { $count } s
time-about-minutes = cerca de { $count } min
time-about-hours = cerca de { $count } h
time-span-seconds = { $low }–{ $high } s
time-span-minutes = { $low }–{ $high } min
time-span-hours = { $low }–{ $high } h
size-kb = { $size } KB
size-mb = { $size } MB

## Status message

state-requested = Preparando o envio do seu pedido
state-submitting = Enviando seu pedido
state-queued = Aguardando uma vaga
state-waiting-music = Compondo…
state-waiting-sfx = Criando seu efeito sonoro…
state-waiting-tts = Gerando a fala…
state-waiting-video = Criando seu vídeo…
state-percent = { $percent }%
state-position = Posição { $position } de { $length } neste servidor
state-asked = Pedido { $when }
state-started = começou { $when }
state-usual = Costuma ficar pronto em { $usual }
state-slower = Está demorando mais que o normal (em geral { $usual }). Continuo trabalhando nisso.
state-off-peak = Feito fora do horário de pico, mais barato: pronto { $when } no máximo
state-ready = Terminado, preparando a publicação
state-done = Pronto em { $took }
group-progress = { $ready } de { $all } prontos
state-jump = Ir para o resultado
state-why = Ver o motivo
state-removed = o resultado foi excluído
state-sent-directly = enviado a { $person } por mensagem direta
state-held = Terminado, mas não consigo publicar neste canal e suas mensagens diretas estão fechadas. Vou guardar: aperte *Publicar agora* quando o canal voltar a funcionar, ou use `/{ cmd-jobs-name } { cmd-jobs-show-name }`.
state-cancelled = Cancelado.
state-cancelled-by = Cancelado por { $person }.
stage-fetching = Terminado, buscando o arquivo
stage-fitting = Terminado, ajustando o arquivo ao limite de envio do Discord
stage-posting = Terminado, enviando

## Endings without a result

ending-failed-title = Não deu certo
ending-failed = O provedor não conseguiu concluir.
ending-refused-title = Não aceito
ending-refused = Este pedido não foi aceito.
ending-unknown-title = Resultado desconhecido
ending-unknown = O pedido foi enviado, mas não voltou nenhuma resposta legível.
ending-abandoned-title = Espera encerrada
ending-abandoned = Demorou demais, então parei de esperar.
ending-goes-on-title = Vai continuar, afinal
ending-goes-on = O provedor recebeu este pedido, sim, então não o reenvie. Estou acompanhando e vou publicar o resultado aqui.
ending-lost-title = Criado, mas o arquivo sumiu
call-failed = { $person }, seu pedido falhou.
call-refused = { $person }, seu pedido não foi aceito.
call-unknown = { $person }, não sei se o seu pedido chegou a começar.
call-abandoned = { $person }, seu pedido não terminou a tempo.
charged-no = Nada foi cobrado.
charged-maybe = Talvez o provedor tenha cobrado.
charged-maybe-cancelled = O provedor já tinha aceitado e ainda pode cobrar.
charged-unknown = Talvez ele tenha começado e sido cobrado, talvez não.
charged-lost = Foi criado, então foi cobrado.
advice-failed = Você pode pedir de novo ou editar antes; será um novo pedido pago.
advice-refused = Edite e envie de novo.
advice-unknown = Só envie de novo ou edite se aceitar talvez pagar duas vezes.
advice-unknown-searched = Por uma hora continuo procurando por ele na lista de tarefas do provedor. Se exatamente uma servir, sigo com ela e publico o resultado aqui.
advice-abandoned = Toque em *{ button-look }* e eu pergunto mais uma vez; não custa nada. *{ button-edit }* faz um novo pedido pago.
advice-lost = *{ button-again }* cria outro, como um novo pedido pago.

## Result message

call-ready-more = Mais do mesmo resultado ({ $part } de { $parts })
footer-job = Tarefa
job-line = Tarefa `{ $job }`
link-label = Arquivo original
link-until = o link expira { $when }
alt-waveform = Forma de onda do som
alt-poster = Um quadro do vídeo
remark-made-smaller = Reduzido para caber no limite de envio do Discord aqui.
remark-too-large = Grande demais para o limite de envio do Discord aqui, por isso vai como link.
remark-not-fetched = Não consegui baixar o arquivo, então aqui está o link.
remark-incomplete = O arquivo entregue está incompleto, por isso vai como link.
remark-link-dead = O provedor não tem mais o arquivo, e eu não tenho cópia.
remark-part-refused = O Discord recusou uma parte desta mensagem, então eu a removi.
direct-from = De **{ $server }**, { $channel }.
direct-server-unknown = um servidor em que não estou mais
direct-why-gone = Esse canal não existe mais.
direct-why-access = Não consigo mais ver esse canal.
direct-why-permission = Não tenho permissão para publicar lá.
direct-why-thread = Esse tópico está arquivado ou trancado.
direct-why-other = Não consegui publicar lá.
remark-not-media = Não consegui ler este arquivo como áudio ou vídeo, então aqui está o link.
remark-no-voice-message = Publicado como arquivo: não tenho permissão para enviar mensagens de voz aqui.
remark-voice-too-large = Publicado como arquivo: como mensagem de voz, seria grande demais aqui.
remark-voice-not-made = Publicado como arquivo: não foi possível transformá-lo em mensagem de voz.
remark-link-too-long = O link é longo demais para ser mostrado aqui.
remark-ai-generated = Gerado por IA.
field-soundboard-name = Nome (2 a 32 caracteres)
field-soundboard-emoji = Emoji
field-soundboard-start = A partir do segundo (5,2 s são usados)
soundboard-added = “{ $name }” já está na mesa de som.
soundboard-off = A mesa de som está desligada aqui. Um admin pode permiti-la com `/{ cmd-foley-name } { cmd-foley-panel-name }`.
soundboard-no-right = Para isso você precisa da permissão *Criar expressões* neste servidor.
soundboard-bot-no-right = Para isso eu preciso da permissão *Criar expressões* neste servidor.
soundboard-full = A mesa de som está cheia. Remova um som e tente de novo.
soundboard-name = O nome precisa de pelo menos 2 caracteres.
soundboard-emoji = “{ $value }” não é um emoji.
soundboard-start-bad = “{ $value }” não é um número de segundos.
soundboard-start = Nesse ponto o som já acabou: ele dura { $seconds } s.

## Buttons

button-again = De novo
button-look = Verificar de novo
button-edit = Editar
button-retry = Tentar de novo
button-voice = Mensagem de voz
button-soundboard = Adicionar à mesa de som
button-cover = Versão em outro estilo
button-sound = Adicionar som
button-score = Adicionar música
button-song = Fazer uma música
button-revoice = Trocar a voz
button-details = Detalhes
button-cancel = Cancelar
button-cancelall = Cancelar tudo
button-resubmit = Enviar de novo
button-delete = Excluir
button-more = Mais…
button-keep = Ficar com este
button-remove = Excluir para todos
repair-choose = Corrigir: escolha o que mudar
repair-without = Sem { $option }
button-deliver = Publicar agora
button-deliver-again = Publicar de novo

## Answers to buttons and commands

answer-cancelled = Cancelado. Nada foi cobrado.
answer-cancelled-stopped = Cancelado, e o provedor parou de trabalhar nele.
answer-cancelled-unstoppable = Cancelado: não vou publicar o resultado. O provedor não pode mais ser parado e ainda pode cobrar.
answer-group-cancelled = { $count ->
    [one] Cancelei { $count }.
   *[other] Cancelei { $count }.
 }
answer-group-billed = { $count ->
    [one] { $count } não pode mais ser parado no provedor e ainda pode ser cobrado.
   *[other] { $count } não podem mais ser parados no provedor e ainda podem ser cobrados.
 }
answer-group-busy = { $count ->
    [one] { $count } está sendo enviado ou publicado agora, então não mexi nele. Aperte de novo daqui a pouco.
   *[other] { $count } estão sendo enviados ou publicados agora, então não mexi neles. Aperte de novo daqui a pouco.
 }
answer-deleted = Excluído.
answer-kept = { $count ->
    [0] Não há mais nada deste pedido para remover.
    [one] Fiquei com este e removi o outro.
   *[other] Fiquei com este e removi os outros { $count }.
 }
answer-delivering = Será publicado de novo em instantes.
answer-look-found = Acabou ficando pronto. Vou publicar agora.
answer-look-running = Ainda está sendo feito. Voltei a acompanhar e publico quando ficar pronto.
answer-look-failed = Terminou sem resultado. Vou publicar o motivo.
answer-look-gone = O provedor não conhece mais esta tarefa, então não há mais nada para buscar.
answer-look-silent = Não consegui uma resposta sobre esta tarefa agora. Tente de novo em alguns minutos.
answer-voice-done = Publicado como mensagem de voz.
answer-voice-as-file = Publicado como arquivo: não tenho permissão para enviar mensagens de voz aqui.
answer-voice-making = Criando a mensagem de voz…
answer-delete-sure = Excluir este resultado para todos? Não dá para recuperá-lo aqui.
answer-same-job = Isto já está em andamento: { $link }
answer-modal-used = Este formulário já foi enviado; seu pedido está a caminho.
answer-modal-gone = Este formulário expirou. Nada foi iniciado; use o comando de novo.
details-title = Detalhes
details-command = Comando para copiar
details-command-file = O comando exato está no arquivo anexado.
details-attach = Anexar de novo
details-ids = IDs
details-times = Horários
details-job = Tarefa
details-made-from = Feito a partir de
details-group = { $index } de { $size } de um mesmo pedido
details-task = Tarefa na Tencent Cloud
details-request = ID da requisição na Tencent Cloud
details-code = Código
details-asked = Pedido
details-sent = Enviado
details-accepted = Aceito
details-ended = Terminado
details-posted = Publicado
details-state = Estado
details-loudness = Volume
details-cost = Custo
details-cost-open = { $cost }, quando terminar
details-cost-maybe = { $cost }, se o provedor cobrar
details-cost-second = { $fixed } + { $second } por segundo
state-name-requested = a enviar
state-name-queued = esperando uma vaga
state-name-submitting = sendo enviado
state-name-waiting = em andamento
state-name-ready = pronto
state-name-failed = falhou
state-name-refused = não aceito
state-name-unknown = desconhecido
state-name-abandoned = abandonado
state-name-cancelled = cancelado

## Modals

modal-music-lyrics = Música com letra
modal-edit-music = Editar e enviar: música
modal-edit-sfx = Editar e enviar: efeito sonoro
modal-edit-tts = Editar e enviar: fala
modal-edit-video = Editar e enviar: vídeo
field-prompt = O que deve ser
field-style = Estilo
field-lyrics = Letra
field-style-hint = Ou cole os dois aqui: o estilo, uma linha vazia, a letra
field-text = Texto para falar
field-voice = Voz (nome ou ID)
field-language = Idioma
field-pitch = Tom em semitons
field-attach = { $option }: anexar um arquivo
field-address = { $option }: ou o endereço
field-model = Modelo
field-duration = Segundos
field-format = Formato do arquivo
field-count = Quantos
field-each-day = Cada pessoa, por dia
field-each-month = Cada pessoa, por mês
field-server-day = Servidor inteiro, por dia
field-server-month = Servidor inteiro, por mês
field-no-limit = Vazio: sem limite
field-whom = Para quem
field-command = Comando
field-measure = O que é contado
field-window = Período
field-amount = Quanto
field-model-default = Modelo
field-version-default = Versão
field-voice-default = Voz
field-language-default = Idioma
field-words-add = Palavras a bloquear
field-words-remove = Palavras a permitir de novo
field-patterns-add = Padrões a bloquear (RE2)
field-patterns-remove = Padrões a permitir de novo
field-one-a-line = Um por linha
field-settings-file = Arquivo de outro servidor
field-form = Publicar como
field-audio = Som
field-instrumental = Vocais
field-resolution-aspect = Resolução e proporção
field-resolution-aspect-hint = Por exemplo: 1080P 16:9
field-empty-is-model = Deixe vazio para o modelo escolher
choice-mp3 = MP3
choice-wav = WAV
choice-file = Arquivo
choice-automatic = Automático
choice-any = qualquer
choice-none = nenhum
choice-voice = Mensagem de voz
choice-female = feminina
choice-male = masculina
choice-vocals = Com vocais
choice-instrumental = Instrumental
choice-either = Escolha do modelo
choice-sound = Com som
choice-silent = Sem som
refusal-number = “{ $value }” em *{ $field }* não é um número inteiro.
refusal-shape = “{ $value }” não é uma resolução e uma proporção, como 1080P 16:9.

## Refusals

refusal = Não dá para fazer isso.
refusal-job-not-found = Essa tarefa não existe aqui, ou você não pode vê-la.
refusal-unavailable = Não posso aceitar pedidos agora. Nada foi iniciado; tente de novo em um minuto.
refusal-store-unavailable = Meu banco de dados está inacessível agora. Nada foi iniciado; tente de novo em um minuto.
refusal-stopping = Estou sendo reiniciado. Nada foi iniciado; tente de novo em um minuto.
refusal-next-free = Reinicia { $when }.
refusal-not-yours = Só quem fez este pedido, ou um moderador, pode fazer isso.
refusal-moderators-only = Só moderadores podem fazer isso.
refusal-cancel-submitting = Está sendo enviado neste exato momento e não pode ser cancelado agora. Tente de novo em alguns segundos.
refusal-cancel-too-late = Já terminou; não há nada para cancelar.
refusal-not-unknown = O resultado desta tarefa já é conhecido; não há nada a reenviar.
refusal-not-abandoned = Eu não desisti desta tarefa, então não há o que verificar.
refusal-already-resubmitted = Já foi enviado de novo.
refusal-not-ended = Ainda não terminou, ou foi cancelado.
refusal-being-posted = Está sendo publicado agora.
refusal-clip-running = Sua última mensagem de voz ainda está sendo feita. Tente de novo em instantes.
refusal-no-sound = Esta tarefa não tem um som que possa virar mensagem de voz.
refusal-not-in-server = Eu só funciono em servidores. Use-me em um canal de um servidor ao qual fui adicionado.
refusal-channel-unknown = Não conheço este tipo de canal e não consigo publicar aqui. Use um canal de texto.
refusal-bot-not-in-server = Eu mesmo não estou neste servidor. Peça a um admin para me adicionar com o escopo *bot*.
refusal-bot-permissions = Não consigo publicar um resultado aqui: preciso destas permissões neste canal: { $permissions }.
refusal-thread-locked = Este tópico está trancado, então eu não conseguiria publicar um resultado aqui. Destranque-o ou use outro canal.
refusal-forum = Não consigo publicar no próprio fórum. Use o comando dentro de uma das publicações.
permission-view-channel = Ver canal
permission-send-messages = Enviar mensagens
permission-send-messages-in-threads = Enviar mensagens em tópicos
permission-embed-links = Inserir links
permission-attach-files = Anexar arquivos

## Errors

error-internal = Algo deu errado do meu lado. Se você esperava um resultado, `/{ cmd-jobs-name } { cmd-jobs-list-name }` mostra a situação.
error-id = Algo deu errado do meu lado. Se continuar acontecendo, passe este ID a quem me opera: `{ $id }`
error-config = Não estou configurado corretamente. Quem me opera precisa corrigir isso.
error-unreachable = Um serviço de que preciso está inacessível agora.
error-store = Meu banco de dados teve um problema. Nada novo foi iniciado.
provider-error = O provedor teve um problema.
provider-not-sent = Não foi possível contatar o provedor.
provider-later = O provedor está ocupado agora.
provider-rejected = O provedor não aceitou este pedido.
provider-unknown = O pedido foi enviado, mas não voltou nenhuma resposta legível.
job-abandoned = Demorou demais, então parei de esperar.
job-unsent-too-long = Não consegui começar isto em um dia, então cancelei.
job-not-sent = Algo deu errado do meu lado antes de enviar isto.
fetch-failed = Não foi possível baixar o resultado. O link talvez ainda funcione.
fetch-forbidden = O resultado está em um endereço do qual não baixo nada.
fetch-gone = O link do resultado não funciona mais.
fetch-too-large = O resultado é maior do que o que eu baixo.
media-failed = Não foi possível preparar o resultado para o Discord.
media-unreadable = O arquivo entregue não contém som nem imagem que possa ser reproduzida.
media-incomplete = O arquivo entregue está incompleto.
media-too-large = Não dá para reduzir o resultado o bastante para este servidor sem estragá-lo.
media-worker-died = Preparar o resultado levou tempo ou memória demais e foi interrompido.
media-no-sound = Isto não tem som.
message-failed = O Discord recusou a mensagem.

## What Tencent Cloud said

tencent-moderation = A verificação de conteúdo do provedor recusou este texto ou referência. Reescreva, por favor.
tencent-bad-input = Estas opções não podem ser usadas juntas. Escolha outras.
tencent-model = Este modelo ou versão não é mais oferecido. Escolha outro.
tencent-reference = Não foi possível usar o arquivo de referência. Informe outro, ou um que qualquer pessoa possa baixar.
tencent-text-too-long = Este texto é longo demais para uma só fala. Encurte-o.
tencent-speech-refused = Esta fala foi recusada. Verifique a voz e o texto.
tencent-size = Este pedido ou sua resposta é grande demais.
tencent-rate = Pedidos demais no momento. Haverá uma nova tentativa.
tencent-busy = O provedor já está no limite de tarefas. Vou tentar de novo quando uma terminar.
tencent-capacity = Não há capacidade para isto agora. Tente de novo mais tarde.
tencent-trouble = O provedor está com dificuldade para responder.
tencent-keys = Minha chave de API não é aceita. Quem me opera precisa corrigir isso.
tencent-token = Meu acesso temporário está errado ou expirou. Quem me opera precisa corrigir isso.
tencent-clock = O relógio da minha máquina está errado. Quem me opera precisa corrigir isso.
tencent-permission = Minha chave de API não pode fazer isto. Quem me opera precisa corrigir isso.
tencent-not-enabled = Isto não está ativado na minha conta. Quem me opera precisa corrigir isso.
tencent-arrears = Minha conta no provedor está em atraso. Quem me opera precisa corrigir isso.
tencent-quota = Minha cota no provedor acabou. Quem me opera precisa corrigir isso.
tencent-sub-app-id = Estou configurado com o ID de aplicativo errado (FOLEY_VOD_SUB_APP_ID). Quem me opera precisa corrigir isso.
tencent-bucket = O armazenamento de resultados não existe. Quem me opera precisa corrigir isso.
tencent-address = Estou configurado com um endereço ou região sem atendimento. Quem me opera precisa corrigir isso.
tencent-unknown-field = O provedor não conhece uma opção que enviei. Avise quem me opera.
tencent-outdated = O provedor não oferece mais isto. Avise quem me opera.
tencent-failed = O provedor não conseguiu fazer isto.
tencent-task-gone = O provedor não conhece mais esta tarefa.
tencent-cannot-stop = Esta tarefa não pode mais ser parada.
tencent-task-failed = O provedor parou de trabalhar nisto sem dar um motivo que eu conheça. As palavras dele estão nos detalhes; outras palavras ou opções podem funcionar.
tencent-task-input = O provedor não consegue trabalhar com estas opções. Escolha outras.
tencent-inner = O provedor teve um problema interno ao fazer isto. Tentar de novo pode ajudar.
tencent-model-failed = O modelo não conseguiu fazer nada com isto. Tentar de novo pode ajudar.
tencent-task-stopped = Esta tarefa foi parada no provedor.
tencent-task-timeout = Demorou demais no provedor, que desistiu. Tentar de novo pode ajudar.
tencent-speech-failed = Não foi possível falar este texto.
tencent-no-result = O provedor diz que terminou, mas não enviou arquivo.

## The database

store-refused = Não dá para usar o banco de dados: { $detail }
store-refused-foreign = O banco de dados { $path } é de outro programa. Dê ao Foley um próprio em FOLEY_DATABASE_URL.
store-refused-junk = { $path } não é um banco de dados. Informe o arquivo certo ou tire este do lugar.
store-refused-unreadable = Não é possível ler { $path }: { $detail }.
store-refused-newer = O banco de dados { $path } foi gravado por um Foley mais novo (revisão { $revision }; este conhece até a { $known }). Inicie a versão mais nova ou restaure um backup mais antigo.
store-refused-in-use = Outro processo já está usando { $path }. Só um Foley por vez pode usar um banco de dados SQLite; para vários, use PostgreSQL.
store-refused-path = Não dá para abrir o banco de dados { $path }: { $detail }. Confira se a pasta existe e permite gravação.
store-refused-readonly = Consigo ler { $path }, mas não gravar. Dê permissão de gravação ao usuário com que sou executado ou entro, ou indique outro banco em FOLEY_DATABASE_URL.
store-refused-file = Não dá para ler um arquivo desta máquina: { $path } ({ $detail }). Corrija-o, ou confira HOME e o que FOLEY_DATABASE_URL indica.
store-refused-parameter = O pooler na frente do PostgreSQL não aceita o parâmetro { $parameter }: tire-o de FOLEY_DATABASE_URL ou inclua-o em ignore_startup_parameters do pooler.
store-refused-pooler = FOLEY_DATABASE_URL leva a um pooler em modo transação (como o PgBouncer com pool_mode = transaction), em que nenhuma sessão continua minha: use pool_mode = session para este banco ou me conecte direto ao PostgreSQL.
store-standby = { $path } é um servidor standby e agora não aceita gravação. Indique o primário em FOLEY_DATABASE_URL; se houver vários hosts, acrescente target_session_attrs=primary.
store-conflict-exists = Já existe uma tarefa com este ID.
store-conflict-repeat-open = Você já tem esta em andamento.
store-copy-postgres = O PostgreSQL é copiado com as próprias ferramentas. Rode: { $command }
store-copy-exists = { $path } já existe. Escolha outro nome.
store-copy-missing = { $path } não existe.
store-copy-same = { $path } é o próprio banco de dados. Informe um backup dele.
store-copy-damaged = { $path } está danificado: não passou na verificação do próprio banco de dados. Nada foi mudado.

## What can't work, and what to change

catalog-model-unknown = Não há nenhum modelo “{ $model }” aqui. { $count ->
    [0] Nenhum está configurado para isto.
   *[other] Escolha entre: { $offered }.
 }
catalog-version-unknown = { $model } não tem a versão “{ $version }”. Escolha entre: { $offered }.
catalog-text-empty = `{ $option }` está vazio.
catalog-text-long = `{ $option }` tem { $length } caracteres; o máximo é { $limit }.
catalog-lyrics-long = `{ cmd-music-lyrics-name }` tem { $length } caracteres; o máximo é { $limit }.
catalog-lyrics-and-instrumental = `{ cmd-music-lyrics-name }` e `{ cmd-music-instrumental-name }` não podem ser usados juntos. Remova um deles.
catalog-not-taken = { $about ->
    [lyrics] { $model } não aceita letra
    [instrumental] { $model } não pode ser limitado a instrumental
    [reference] { $model } não aceita som de referência
    [duration] { $model } decide a duração sozinho
    [video] { $model } não aceita vídeo
    [resolution] { $model } decide a resolução sozinho
    [aspect] { $model } decide a proporção sozinho
    [audio] { $model } não gera som
    [image] { $model } não aceita imagem
    [last_image] { $model } não aceita imagem final
    [version] { $model } não tem versões para escolher
   *[other] { $model } não aceita `{ $option }`
 }. { $count ->
    [0] Remova `{ $option }`.
   *[other] Remova `{ $option }` ou escolha entre: { $others }.
 }
catalog-lyrics-needed = { $model } precisa de letra. { $count ->
    [0] Adicione `{ cmd-music-lyrics-name }`.
   *[other] Adicione `{ cmd-music-lyrics-name }` ou escolha entre: { $others }.
 }
catalog-not-offered = { $model } não oferece { $wanted } em `{ $option }`. { $count ->
    [0] Escolha entre: { $offered }.
   *[other] Escolha entre: { $offered }; ou um destes modelos: { $others }.
 }
catalog-duration-not-offered = { $model } não consegue fazer { $duration } segundos. { $count ->
    [0] Escolha uma `{ cmd-video-duration-name }` de { $offered }.
   *[other] Escolha uma `{ cmd-video-duration-name }` de { $offered }, ou um destes modelos: { $others }.
 }
catalog-duration-resolution = { $model } só faz { $duration } segundos com uma `{ cmd-video-resolution-name }` de { $offered }. { $count ->
    [0] Escolha essa, ou outra `{ cmd-video-duration-name }`.
   *[other] Escolha essa, outra `{ cmd-video-duration-name }` ou um destes modelos: { $others }.
 }
catalog-duration-and-video = A duração segue o vídeo. Remova `{ cmd-video-duration-name }` ou o vídeo.
catalog-option-needs-video = `{ $option }` só funciona com `{ cmd-sfx-video-name }`. Adicione um vídeo ou remova a opção.
catalog-reference-and-video = Um som de referência e um vídeo não vão juntos. Remova um deles.
catalog-aspect-and-image = Com { $model }, a imagem decide a proporção. { $count ->
    [0] Remova `{ cmd-video-aspect-name }` ou `{ cmd-video-image-name }`.
   *[other] Remova `{ cmd-video-aspect-name }` ou `{ cmd-video-image-name }`, ou escolha entre: { $others }.
 }
catalog-audio-resolution = { $model } só faz som com uma `{ cmd-video-resolution-name }` de { $offered }. { $count ->
    [0] Escolha essa, ou remova `{ cmd-video-audio-name }`.
   *[other] Escolha essa, remova `{ cmd-video-audio-name }` ou escolha entre: { $others }.
 }
catalog-image-needed = { $model } precisa de uma imagem inicial. { $count ->
    [0] Adicione `{ cmd-video-image-name }`.
   *[other] Adicione `{ cmd-video-image-name }` ou escolha entre: { $others }.
 }
catalog-last-image-alone = Uma imagem final precisa de uma inicial. Adicione `{ cmd-video-image-name }` ou remova `{ cmd-video-last-image-name }`.
catalog-last-image-resolution = { $model } só aceita imagem final com uma `{ cmd-video-resolution-name }` de { $offered }. { $count ->
    [0] Escolha essa, ou remova `{ cmd-video-last-image-name }`.
   *[other] Escolha essa, remova `{ cmd-video-last-image-name }` ou escolha entre: { $others }.
 }
catalog-url-scheme = `{ $option }` precisa ser um endereço que comece com https:// ou http://.
catalog-url-bad = `{ $option }` não é um endereço da web.
catalog-url-long = O endereço em `{ $option }` é longo demais.
catalog-url-credentials = O endereço em `{ $option }` contém usuário ou senha. Use um público.
catalog-url-private = O endereço em `{ $option }` não é acessível pela internet. Use um público ou anexe o arquivo.
reference-dead = Não consigo baixar nada do endereço em `{ $option }` ({ $reason }), então o provedor também não conseguiria. Use um endereço de onde qualquer pessoa possa baixar, ou anexe o arquivo. Nada foi iniciado.
reference-not-media = O endereço em `{ $option }` leva a { $kind ->
    [video] algo que não é um vídeo
    [image] algo que não é uma imagem
   *[audio] algo que não é um arquivo de som
 }. Use o endereço direto do arquivo, ou anexe-o. Nada foi iniciado.
catalog-voice-bad = Isso não é uma voz. Escolha uma da lista.
catalog-language-unknown = Não há o idioma “{ $language }”. Escolha um da lista.
catalog-pitch-not-offered = `{ cmd-tts-pitch-name }` precisa ficar entre { $lowest } e { $highest }.
catalog-sample-rate-not-offered = Um `{ cmd-tts-sample-rate-name }` de { $rate } não é possível. Escolha entre: { $offered }.
voice-unknown = { $count ->
    [0] Não conheço essa voz. Escolha uma da lista ou informe o ID completo.
   *[other] Não conheço a voz “{ $voice }”. Você quis dizer: { $others }?
 }
voice-ambiguous = { $count } vozes se chamam “{ $voice }”. Escolha uma da lista ou informe o ID completo.

## Options and lists of commands

option-both = Use `{ $first }` ou `{ $second }`, não os dois.
attachment-type = “{ $file }” não é um arquivo que eu possa usar aqui. Tipos possíveis: { $types }.
attachment-big = “{ $file }” é grande demais: no máximo { $limit }.
attachment-empty = “{ $file }” está vazio.
attachment-not-text = “{ $file }” não é texto puro em UTF-8.
attachment-unreadable = Não foi possível ler “{ $file }” do Discord. Anexe de novo.
attachment-expired = O arquivo anexado naquela época não existe mais. Use o comando de novo e anexe-o outra vez.
answer-not-made = Nada foi criado; só quem pediu vê o motivo.
tts-nothing-to-say = Não há nada a dizer neste texto: ele não tem palavras, só emojis ou símbolos. Nada foi cobrado.
tts-voices-unknown = Ainda não tenho a lista de vozes. Tente de novo em um minuto. Nada foi cobrado.
tts-no-voice = Não tenho nenhuma voz que fale { $language }. Escolha uma com `{ cmd-tts-voice-name }` ou defina `{ cmd-tts-language-name }`. Nada foi cobrado.
menu-read-aloud = Ler em voz alta
menu-no-words = Não há nada para ler nesta mensagem: ela não tem texto nem arquivo `.txt`.
menu-sound-effect = Efeito sonoro disto
menu-add-sound = Adicionar som a este vídeo
menu-animate = Animar esta imagem
menu-song = Fazer uma música disto
menu-no-text = Esta mensagem não tem texto para virar efeito sonoro.
menu-no-video = Não há nesta mensagem um vídeo que eu possa usar: anexe um `.mp4` ou `.mov` de até 100 MB.
menu-no-picture = Não há nesta mensagem uma imagem que eu possa usar: anexe um `.png` ou `.jpg` de até 10 MB.
menu-no-lyrics = Esta mensagem não tem palavras para cantar.
more-no-file = O arquivo deste resultado não está mais aqui.
voices-title = { $count ->
    [one] { $count } voz
   *[other] { $count } vozes
 }
voices-none = Nenhuma voz corresponde. Remova um dos filtros.
voices-language = Idioma
voices-traits = Gênero e idade
voices-mood = Estilo
voices-choose = Escolha uma voz
voices-listen = Ouvir (grátis)
voices-use = Usar esta voz
voices-speak-with = Falar com esta voz
voices-used = ✅ { $voice } agora é a sua voz: `/{ cmd-tts-name }` a usa quando você não indica outra.
voice-female = feminina
voice-male = masculina
voice-child = infantil
voice-teenager = adolescente
voice-youth = jovem
voice-middle-aged = meia-idade
voice-senior = idosa
help-title = O que eu faço
help-make = Criar algo
help-try = Experimente `/{ cmd-tts-name } { cmd-tts-text-name }:olá a todos`. Não precisa de mais nada.
help-menu = No menu de uma mensagem, em *Aplicativos*: *{ menu-read-aloud }*, *{ menu-sound-effect }*, *{ menu-add-sound }*, *{ menu-animate }*, *{ menu-song }*
help-yours = O que é seu
help-admins = Para quem administra este servidor
help-operators = Para quem me opera
tts-option-instant = `{ $option }` funciona em textos de até { $limit } caracteres e sem `{ cmd-tts-pitch-name }` nem `{ cmd-tts-translate-to-name }`. Remova-o ou encurte o texto.
tts-option-off = `{ $option }` não está disponível aqui. Remova-o.
speech-somebody = alguém
speech-role = um cargo
speech-channel = um canal
speech-page-customize = Canais e cargos
speech-page-browse = Explorar canais
speech-page-guide = Guia do servidor
speech-page-home = Guia do servidor
speech-page-linked-roles = Cargos vinculados
choice-version-unlisted = { $version } (fora da lista, enviada como digitada)
choice-model-lyrics =
    { $need ->
        [none] sem letra
        [required] precisa de letra
       *[optional] letra opcional
    }
refusal-command-changed = O Discord ainda tem uma versão mais antiga deste comando, então nada foi iniciado. Tente de novo daqui a pouco.
jobs-list-title = Pedidos
jobs-list-empty = Não há nenhum.
jobs-list-more = Mais antigos: `/{ cmd-jobs-name } { cmd-jobs-list-name } { cmd-jobs-list-before-name }:{ $job }`
jobs-list-held = terminado, esperando ser publicado

## Commands: names as people type them, and what they do

cmd-music-name = música
cmd-music-description = Cria música a partir de uma frase
cmd-music-prompt-name = descrição
cmd-music-prompt-description = Como deve soar: estilo, clima, instrumentos
cmd-music-model-name = modelo
cmd-music-model-description = Qual modelo cria
cmd-music-version-name = versão
cmd-music-version-description = Qual versão do modelo
cmd-music-lyrics-name = letra
cmd-music-lyrics-description = Letra
cmd-music-instrumental-name = instrumental
cmd-music-instrumental-description = Sem canto
cmd-music-reference-name = referência
cmd-music-reference-description = Um som de referência (mp3, wav)
cmd-music-reference-url-name = referência_url
cmd-music-reference-url-description = O endereço público de um som de referência
cmd-music-video-name = vídeo
cmd-music-video-description = Um vídeo para musicar (mp4, mov)
cmd-music-video-url-name = vídeo_url
cmd-music-video-url-description = O endereço público de um vídeo para musicar
cmd-music-gender-name = gênero
cmd-music-gender-description = Quem canta
cmd-music-watermark-name = marca-d'água
cmd-music-watermark-description = A marca-d'água do modelo no som
cmd-music-format-name = formato
cmd-music-format-description = Formato do arquivo
cmd-music-long-name = longa
cmd-music-long-description = Escrever uma letra longa em um formulário
cmd-music-lyrics-file-name = letra_arquivo
cmd-music-lyrics-file-description = Letra em um arquivo .txt
cmd-music-count-name = quantidade
cmd-music-count-description = Quantos, cada um como pedido à parte
cmd-sfx-name = efeito
cmd-sfx-description = Cria um efeito sonoro a partir de uma frase
cmd-sfx-prompt-name = descrição
cmd-sfx-prompt-description = Descreva o som
cmd-sfx-duration-name = duração
cmd-sfx-duration-description = Duração em segundos
cmd-sfx-video-name = vídeo
cmd-sfx-video-description = Um vídeo para sonorizar (mp4, mov)
cmd-sfx-video-url-name = vídeo_url
cmd-sfx-video-url-description = O endereço público de um vídeo para sonorizar
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = Com um vídeo: sons próximos e suaves
cmd-sfx-bgm-prompt-name = música
cmd-sfx-bgm-prompt-description = Com um vídeo: descreva a música de fundo
cmd-sfx-format-name = formato
cmd-sfx-format-description = Formato do arquivo
cmd-sfx-as-name = como
cmd-sfx-as-description = Publicar como arquivo ou como mensagem de voz
cmd-sfx-count-name = quantidade
cmd-sfx-count-description = Quantos, cada um como pedido à parte
cmd-tts-name = ler
cmd-tts-description = Transforma texto em fala
cmd-tts-text-name = texto
cmd-tts-text-description = Texto a ser falado
cmd-tts-voice-name = voz
cmd-tts-voice-description = Busque por nome, idioma ou gênero; vazio: sua última voz ou uma que combine com o texto
cmd-tts-language-name = idioma
cmd-tts-language-description = Idioma do texto
cmd-tts-translate-to-name = traduzir_para
cmd-tts-translate-to-description = Traduzir primeiro o texto para este idioma e depois falar
cmd-tts-pitch-name = tom
cmd-tts-pitch-description = Mais agudo ou mais grave, em semitons
cmd-tts-sample-rate-name = amostragem
cmd-tts-sample-rate-description = Amostras por segundo
cmd-tts-format-name = formato
cmd-tts-format-description = Formato do arquivo
cmd-tts-speed-name = velocidade
cmd-tts-speed-description = Velocidade da fala: 1 é a normal; para textos de até 2.000 caracteres
cmd-tts-as-name = como
cmd-tts-as-description = Publicar como arquivo ou como mensagem de voz
cmd-tts-text-file-name = texto_arquivo
cmd-tts-text-file-description = Um arquivo .txt lido depois do texto
cmd-voices-name = vozes
cmd-voices-description = Encontre uma voz, ouça e use
cmd-voices-language-name = idioma
cmd-voices-language-description = Um idioma que ela fala; vazio: o seu
cmd-voices-gender-name = gênero
cmd-voices-gender-description = Feminina ou masculina
cmd-voices-age-name = idade
cmd-voices-age-description = Que idade ela aparenta
cmd-voices-mood-name = estilo
cmd-voices-mood-description = Como ela soa: quente, firme, doce…
cmd-help-name = ajuda
cmd-help-description = O que eu faço e por onde começar
cmd-video-name = vídeo
cmd-video-description = Cria um vídeo a partir de uma frase
cmd-video-prompt-name = descrição
cmd-video-prompt-description = Descreva o vídeo
cmd-video-model-name = modelo
cmd-video-model-description = Qual modelo cria
cmd-video-version-name = versão
cmd-video-version-description = Qual versão do modelo
cmd-video-duration-name = duração
cmd-video-duration-description = Duração em segundos
cmd-video-resolution-name = resolução
cmd-video-resolution-description = Nitidez, por exemplo 1080P
cmd-video-aspect-name = proporção
cmd-video-aspect-description = Largura por altura, por exemplo 16:9
cmd-video-audio-name = som
cmd-video-audio-description = Com som
cmd-video-image-name = imagem
cmd-video-image-description = Uma imagem inicial (jpg, png)
cmd-video-last-image-name = imagem_final
cmd-video-last-image-description = Uma imagem final (jpg, png)
cmd-video-negative-name = excluir
cmd-video-off-peak-name = fora_do_pico
cmd-video-off-peak-description = Mais barato, feito quando há espaço: pode levar até 48 horas
cmd-video-negative-description = O que não pode aparecer
cmd-video-enhance-name = expandir
cmd-video-enhance-description = Deixar o modelo desenvolver seu texto antes
cmd-video-bgm-name = música
cmd-video-bgm-description = Com música de fundo
cmd-video-watermark-name = marca-d'água
cmd-video-watermark-description = A marca-d'água do modelo na imagem
cmd-video-reference-1-name = referência_1
cmd-video-reference-2-name = referência_2
cmd-video-reference-3-name = referência_3
cmd-video-reference-1-description = Uma imagem de alguém ou algo que deve aparecer (jpg, png)
cmd-video-reference-2-description = Uma segunda imagem assim
cmd-video-reference-3-description = Uma terceira imagem assim
cmd-video-reference-video-name = vídeo_de_referência
cmd-video-reference-video-description = Um vídeo de referência (mp4, mov)
cmd-jobs-name = tarefas
cmd-jobs-description = Seus pedidos e o que aconteceu com eles
cmd-jobs-list-name = lista
cmd-jobs-list-description = Listar seus últimos pedidos
cmd-jobs-list-everyone-name = todos
cmd-jobs-list-everyone-description = Os pedidos de todos neste servidor (moderadores)
cmd-jobs-list-before-name = antes
cmd-jobs-list-before-description = Só os mais antigos que esta tarefa
cmd-jobs-show-name = ver
cmd-jobs-show-description = Mostrar um pedido e publicar um resultado guardado
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = Qual tarefa
cmd-jobs-cancel-name = cancelar
cmd-jobs-cancel-description = Cancelar um pedido
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = Qual tarefa
cmd-jobs-retry-name = repetir
cmd-jobs-retry-description = Fazer o mesmo pedido outra vez
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = Qual tarefa

## Rules, limits and use of a server

list-separator = { ", " }
list-quoted = “{ $text }”
admin-paused = ⏸️ Pausado: nenhum pedido novo é aceito. `/{ cmd-foley-name } { cmd-foley-resume-name }` encerra a pausa.
admin-on = ligado
admin-off = desligado
admin-none = nenhum
admin-everywhere = em todo lugar
admin-everybody = todos
admin-same = onde foram pedidos
admin-own-language = o de cada pessoa
admin-forever = tanto quanto o pedido
admin-days = { $days ->
    [one] { $days } dia
   *[other] { $days } dias
 }
admin-catalog = os do catálogo
admin-kinds = Comandos
admin-channels = Canais
admin-roles = Cargos
admin-results = Resultados vão para
admin-alerts = Os alertas de orçamento vão para
admin-longest = Vídeo mais longo (s)
admin-sharpest = Resolução máxima
admin-count = Máximo por pedido
admin-age = Canais com restrição de idade
admin-age-anywhere = em todo lugar
admin-age-only = somente lá
admin-age-never = nunca lá
admin-keep = Guardar cópias dos resultados
admin-loudness = Nivelar o volume
admin-label = Aviso de IA
admin-soundboard = Mesa de som
admin-language = Idioma dos anúncios
admin-retention = Textos são guardados
admin-grace = Dados depois que eu for removido
admin-defaults = Valores padrão
admin-limits = Limites
admin-blocked = Bloqueados
admin-blocked-users = Pessoas
admin-blocked-words = Palavras
admin-blocked-patterns = Padrões de texto
admin-pick-job = Escolha um pedido para cancelar ou publicar de novo
panel-overview = Visão geral
panel-places = Comandos e lugares
panel-limits = Limites
panel-budget = Orçamento
panel-defaults = Valores padrão
panel-words = Palavras e pessoas
panel-jobs = Tarefas
panel-history = Histórico
panel-page = Ir para…
panel-lacking = ⚠️ Canais onde me faltam permissões: { $count }. `/{ cmd-foley-name } { cmd-foley-setup-name }` mostra quais.
panel-month = Este mês
panel-preset = Aplicar uma predefinição…
panel-pause = Pausar
panel-resume = Retomar
panel-export = Exportar configurações
panel-import = Importar configurações
panel-channels = Onde posso ser usado (vazio: em todo lugar)
panel-alerts = Para onde vão os alertas de orçamento
panel-system-channel = onde o Discord dá as boas-vindas
panel-limits-about = Escolha um comando para definir quantos pedidos cada pessoa e o servidor inteiro podem fazer.
panel-caps-now = Um pedido
panel-all-commands = Todos os comandos juntos
panel-limit-command = Limitar um comando…
panel-limit-role = Limitar ou liberar um cargo…
panel-limit-other = Outro limite…
panel-caps = Duração, resolução, número…
panel-lift = Remover um limite…
panel-no-prices = Não há preços definidos, então aqui os orçamentos contam segundos.
panel-prices = Um pedido típico custa cerca de
panel-attention = ⚠️ Verifique
panel-other-currency = Orçamentos em { $currency } não têm efeito: os preços agora estão em outra moeda.
panel-budget-role = Orçamento de um cargo…
panel-budget-edit = Definir o orçamento…
panel-usage = Uso
panel-defaults-command = Valores padrão de um comando…
panel-data = Idioma e dados…
panel-keep = Guardar cópias: sim/não
panel-loudness = Nivelar volume: sim/não
panel-label = Aviso de IA: sim/não
panel-soundboard = Mesa de som: sim/não
panel-roles = Cargos que podem me usar (vazio: todos)
panel-people = Pessoas bloqueadas
panel-words-edit = Palavras e padrões…
panel-age = Canais com restrição de idade…
panel-older = Mais antigos
panel-revert = Reverter uma mudança…
panel-undo = Desfazer
panel-unchanged = Nada mudou.
panel-expired = Não conheço mais esta mudança. Nada foi salvo; faça de novo.
panel-save-anyway = Salvar mesmo assim
panel-drop = Não salvar
panel-whole-number = “{ $value }” não é um número inteiro.
panel-amount = “{ $value }” não é um valor como 12,50.
panel-block-what = Diga o que bloquear: `{ cmd-foley-option-user-name }`, `{ cmd-foley-option-word-name }` ou `{ cmd-foley-option-pattern-name }`.
preset-tight = Restrito
preset-normal = Normal
preset-open = Aberto
preset-free = Sem limites
preset-day = No máximo por dia: { $things }
change-paused = Não aceito novos pedidos neste servidor agora.
change-resumed = Voltei a aceitar pedidos neste servidor.
history-paused = { $actor } me pausou
history-resumed = { $actor } me reativou
history-set = { $actor } mudou “{ $setting }”: { $old } → { $new }
history-added = { $actor } adicionou { $values } a { $setting }
history-removed = { $actor } removeu { $values } de { $setting }
history-on = { $actor } ativou { $values }
history-off = { $actor } desativou { $values }
history-raised = { $actor } aumentou o limite de { $old } para { limit-what } ({ $who })
history-lowered = { $actor } reduziu o limite de { $old } para { limit-what } ({ $who })
history-limited = { $actor } definiu um limite: { limit-what } ({ $who })
history-lifted = { $actor } removeu o limite: { limit-what } ({ $who })
history-preset-saved = { $actor } salvou a predefinição “{ $name }” para este servidor
history-preset-deleted = { $actor } apagou a predefinição “{ $name }” deste servidor
history-cancelled = { $actor } cancelou { $job } de { $owner }
history-posted = { $actor } publicou { $job } de { $owner } de novo
caution-word = “{ $word }” é uma única letra: bloquearia quase todo texto.
caution-zero = Um limite de { limit-what } desativa isto.
caution-frees-all = Todos têm este cargo: ninguém teria mais este limite.
caution-shuts = Com { limit-what } ninguém pode criar nada com { $model }.
caution-everyone = Todos têm este cargo: liberaria todos.
caution-all-channels = Sem canal escolhido, posso ser usado em todo lugar.
transfer-exported = Aqui estão as configurações deste servidor. Importe-as em outro com `/{ cmd-foley-name } { cmd-foley-panel-name }`.
transfer-missing = Não existem neste servidor, então ficaram de fora: { $missing }
transfer-foreign = Este não é um arquivo das minhas configurações. Nada mudou.
transfer-old = Este arquivo é de outra versão minha. Exporte de novo; nada mudou.
transfer-broken = Algo neste arquivo não é uma configuração minha. Nada mudou.
admin-results-permissions = Não consigo publicar lá. Preciso de: { $permissions }.
admin-default-not-taken = `/{ $command }` não tem valor padrão para `{ $option }`. Remova.
limit-line = { $who }: { $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] { $amount } s de música
        [sfx] { $amount } s de efeitos sonoros
        [tts] { $amount } s de fala
        [video] { $amount } s de vídeo
       *[all] { $amount } s de som e vídeo
    }
   *[count] { $kind ->
        [music] { $amount ->
            [one] { $amount } música
           *[other] { $amount } músicas
        }
        [sfx] { $amount ->
            [one] { $amount } efeito sonoro
           *[other] { $amount } efeitos sonoros
        }
        [tts] { $amount ->
            [one] { $amount } texto falado
           *[other] { $amount } textos falados
        }
        [video] { $amount ->
            [one] { $amount } vídeo
           *[other] { $amount } vídeos
        }
       *[all] { $amount ->
            [one] { $amount } pedido
           *[other] { $amount } pedidos
        }
    }
 }
limit-what = { $window ->
    [hour] { limit-things } por hora
    [day] { limit-things } por dia
    [month] { limit-things } por mês
   *[once] { limit-things } ao mesmo tempo
 }
limit-who-user = Cada pessoa
limit-who-role = Cada pessoa com { $role }
limit-who-server = O servidor inteiro
audit-empty = Nada foi mudado ainda.
usage-title = { $days ->
    [one] Uso do último dia
   *[other] Uso dos últimos { $days } dias
 }
usage-empty = Nada foi usado.
usage-requests = pedidos
usage-seconds = segundos
usage-returned = grátis
usage-days = Por dia
usage-people = Por pessoa
usage-models = Por modelo
usage-open = { $count } ainda não terminados: contados pela estimativa
usage-person = { $who }: { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
 }, { $seconds } s
usage-budget = O que resta dos limites do servidor
setup-title = Configurar o Foley
setup-intro = Tudo pode ser mudado a qualquer momento; só quem gerencia este servidor vê isto.
setup-permissions = Permissões
setup-fine = ✅ { $count ->
    [one] { $count } canal tem tudo o que é preciso
   *[other] { $count } canais têm tudo o que é preciso
 }
setup-lack = ⚠️ { $channel }: { $permissions }
setup-now = No momento
setup-next = Próximos passos
setup-steps =
    1️⃣ Dê-me as permissões que faltam e aperte *{ setup-again }*.
    2️⃣ Abra `/{ cmd-foley-name } { cmd-foley-panel-name }`: escolha onde posso ser usado e para onde vão os resultados.
    3️⃣ Veja os limites lá e aperte *Fazer um teste* (um pedido pago).
setup-again = Verificar de novo
setup-test = Fazer um teste (pago)
setup-no-test = Não há o que testar: ligue antes `/{ cmd-sfx-name }`, `/{ cmd-music-name }` ou `/{ cmd-video-name }`.
setup-choose-results = Para onde vão os resultados (vazio: onde foram pedidos)
setup-choose-kinds = Quais comandos estão ligados
permission-read-message-history = Ver histórico de mensagens
welcome =
    👋 Obrigado por adicionar o **Foley**: música, efeitos sonoros, fala e vídeo a partir de uma frase.
    1️⃣ Experimente: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:uma porta rangendo` ou `/{ cmd-music-name } { cmd-music-prompt-name }:chuva calma`.
    2️⃣ Este servidor começa com a predefinição **{ $preset }**. { $about }
    3️⃣ Admins mudam isso com `/{ cmd-foley-name } { cmd-foley-panel-name }`; `/{ cmd-foley-name } { cmd-foley-setup-name }` mostra as permissões que faltam.
welcome-back =
    👋 Obrigado por adicionar o **Foley**: música, efeitos sonoros, fala e vídeo a partir de uma frase.
    1️⃣ Experimente: `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:uma porta rangendo` ou `/{ cmd-music-name } { cmd-music-prompt-name }:chuva calma`.
    2️⃣ Admins veem e mudam as configurações com `/{ cmd-foley-name } { cmd-foley-panel-name }`; `/{ cmd-foley-name } { cmd-foley-setup-name }` mostra as permissões que faltam.

## Refused by the server's rules

rules-admins-only = Só quem gerencia este servidor pode fazer isto.
rules-paused = Estou pausado neste servidor. Um admin pode encerrar isso com `/{ cmd-foley-name } { cmd-foley-resume-name }`.
rules-blocked-user = Os admins deste servidor bloquearam você: não pode me usar.
rules-kind-off-music = Música está desligada neste servidor.
rules-kind-off-sfx = Efeitos sonoros estão desligados neste servidor.
rules-kind-off-tts = Fala está desligada neste servidor.
rules-kind-off-video = Vídeo está desligado neste servidor.
rules-channel = Não posso ser usado neste canal. Use: { $channels }
rules-role = Aqui só quem tem um destes cargos pode me usar: { $roles }
rules-age-only = Neste servidor, só posso ser usado em canais com restrição de idade.
rules-age-never = Neste servidor, não posso ser usado em canais com restrição de idade.
rules-blocked-text = Este texto contém algo que não é permitido neste servidor. Reescreva, por favor.
rules-patterns-slow = Os padrões de palavras deste servidor demoram demais para ser verificados. Tente de novo daqui a pouco e peça a um admin para simplificá-los.
rules-word-empty = Esta palavra não tem caracteres visíveis.
rules-word-long = Uma palavra bloqueada pode ter no máximo { $limit } caracteres.
rules-not-blocked = Isso não está bloqueado.
rules-pattern-bad = Não é uma expressão regular que eu possa usar (RE2): { $reason }
rules-pattern-empty = Este padrão corresponde a tudo. Seja mais específico.
rules-pattern-large = Este padrão é grande demais. Simplifique.
rules-pattern-long = Um padrão pode ter no máximo { $limit } caracteres.
rules-too-many-words = No máximo { $limit } palavras podem ser bloqueadas.
rules-too-many-patterns = No máximo { $limit } padrões podem ser bloqueados.
rules-too-many-limits = Pode haver no máximo { $limit } limites.
rules-too-many-users = No máximo { $limit } pessoas podem ser bloqueadas.
rules-too-many-channels = No máximo { $limit } canais podem ser listados.
rules-too-many-roles = No máximo { $limit } cargos podem ser listados.
rules-all-kinds-off = Ao menos um comando precisa ficar ligado. `/{ cmd-foley-name } { cmd-foley-pause-name }` para tudo.
rules-video-too-long = Neste servidor, um vídeo pode ter no máximo { $limit } s; este teria uns { $asked } s. Defina `{ cmd-video-duration-name }` como { $limit } ou menos.
rules-video-too-sharp = Neste servidor, um vídeo pode ter no máximo { $limit }; este teria { $asked }. Defina `{ cmd-video-resolution-name }` como { $limit } ou menos.
rules-count = Neste servidor, um pedido pode ter no máximo { $limit }; este tem { $asked }. Defina `{ cmd-music-count-name }` como { $limit } ou menos.
rules-cap-seconds = O vídeo mais longo vai de 1 a { $limit } s.
rules-cap-count = O máximo por pedido vai de 1 a { $limit }.
rules-limit-amount = Um limite deve ficar entre 0 e { $limit }.
rules-limit-window = Um limite precisa do período em que conta; o que roda ao mesmo tempo não tem.
rules-limit-role = Um limite para um cargo precisa do cargo.
rules-limit-missing = Esse limite não existe.
rules-retention = Os textos podem ser guardados de 0 a { $limit } dias.
rules-grace = Os dados podem ser guardados de 0 a { $limit } dias depois que eu for removido.
refusal-paused-all = Estou pausado para manutenção. Tente de novo mais tarde.
refusal-draining = Vou ser atualizado e não aceito pedidos novos. Tente de novo em alguns minutos.
quota-never-fits = { $measure ->
    [money] Isto custaria cerca de { $asked }
    [seconds] Isto daria cerca de { $asked } s
   *[count] Isto seriam { $asked } pedidos
 }; o limite é { limit-what }.

## Everybody's own data

privacy-exported = Aqui estão todos os dados que guardo sobre você.
privacy-question = Isto remove todos os seus pedidos, resultados e configurações, em todos os servidores; o que ainda está em andamento é cancelado. Não dá para desfazer. Mensagens que já estão no Discord ficam.
privacy-confirm = Excluir meus dados
privacy-deleted = Pronto. { $jobs ->
    [one] { $jobs } pedido seu foi removido.
   *[other] { $jobs } pedidos seus foram removidos.
 }
privacy-cancelled = { $count ->
    [one] { $count } ainda estava aberto e foi cancelado.
   *[other] { $count } ainda estavam abertos e foram cancelados.
 }
privacy-billed = { $count ->
    [one] { $count } já estava no provedor, não pôde ser parado e ainda pode ser cobrado.
   *[other] { $count } já estavam no provedor, não puderam ser parados e ainda podem ser cobrados.
 }
privacy-pending = { $count ->
    [one] { $count } está sendo enviado ou publicado agora. Será removido em alguns minutos.
   *[other] { $count } estão sendo enviados ou publicados agora. Serão removidos em alguns minutos.
 }

## The operator

operator-title = Estado
operator-only = Só o operador deste bot pode fazer isto.
operator-servers = Servidores: { $count }
operator-paused = ⏸️ Pausado: nada novo é aceito ou enviado.
operator-draining = 🚰 Esvaziando: nada novo é aceito.
operator-line = 🛠️ Linha de manutenção: { $line }
operator-poller = Vigilância
operator-turned = Último ciclo há { $turned } · { $watched } vigiados · { $waiting } a publicar
operator-elsewhere = Outro processo faz o trabalho.
operator-budgets = Orçamentos (usado / permitido por segundo · em espera)
operator-jobs = Pedidos abertos
operator-oldest = O mais antigo: { $job }, { $when }
operator-held = Retidos: { $count }
operator-faults = Erros do último dia
operator-left = Saí de { $server }.
operator-no-server = Não estou em nenhum servidor com este ID.
operator-own-server = Este é o servidor do próprio operador.
operator-maintenance-long = A linha pode ter no máximo { $limit } caracteres.

## Choices of commands

choice-count = pedidos
choice-seconds = segundos de som e vídeo
choice-money = dinheiro
choice-at-once = pedidos ao mesmo tempo
choice-hour = por hora
choice-day = por dia
choice-month = por mês

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = Regras, limites e uso do Foley neste servidor
cmd-foley-block-name = bloquear
cmd-foley-block-description = Bloquear uma pessoa, uma palavra ou um padrão
cmd-foley-option-user-name = pessoa
cmd-foley-option-user-description = Qual pessoa
cmd-foley-option-word-name = palavra
cmd-foley-option-word-description = Uma palavra ou expressão, seja qual for a grafia
cmd-foley-option-pattern-name = padrão
cmd-foley-option-pattern-description = Uma expressão regular (RE2)
cmd-foley-pause-name = pausar
cmd-foley-pause-description = Não aceitar nada novo neste servidor; o que roda continua
cmd-foley-resume-name = retomar
cmd-foley-resume-description = Aceitar de novo pedidos neste servidor
cmd-foley-usage-name = uso
cmd-foley-usage-description = Uso por dia, comando e pessoa, com um gráfico
cmd-foley-option-days-name = dias
cmd-foley-option-days-description = Quantos dias
cmd-foley-jobs-name = tarefas
cmd-foley-jobs-description = Todos os pedidos do servidor: cancelar ou publicar de novo
cmd-foley-panel-name = painel
cmd-foley-panel-description = Tudo o que faço aqui, em um só lugar
cmd-foley-export-name = exportar
cmd-foley-export-description = As configurações deste servidor em um arquivo
cmd-foley-option-chart-name = gráfico
cmd-foley-option-chart-description = O que o gráfico mostra
cmd-foley-setup-name = configurar
cmd-foley-setup-description = Um guia: permissões que faltam, primeiros ajustes, um teste
cmd-operator-name = operador
cmd-operator-description = Operar este bot
cmd-operator-status-name = estado
cmd-operator-status-description = Vigilância, orçamentos, tarefa mais antiga, erros por código
cmd-operator-pause-name = pausar
cmd-operator-pause-description = Não aceitar nem enviar nada novo, em todos os servidores
cmd-operator-resume-name = retomar
cmd-operator-resume-description = Encerrar uma pausa e um esvaziamento
cmd-operator-drain-name = esvaziar
cmd-operator-drain-description = Não aceitar nada novo em nenhum servidor, terminar o que há
cmd-operator-maintenance-name = manutenção
cmd-operator-maintenance-description = Uma linha em cada mensagem de estado; vazio a retira
cmd-operator-maintenance-line-name = linha
cmd-operator-maintenance-line-description = O que ela diz
cmd-operator-leave-name = sair
cmd-operator-leave-description = Sair de um servidor
cmd-operator-leave-server-name = servidor
cmd-operator-leave-server-description = O ID do servidor
cmd-privacy-name = privacidade
cmd-privacy-description = Os dados que guardo sobre você
cmd-privacy-export-name = exportar
cmd-privacy-export-description = Obter todos os dados que guardo sobre você, em JSON
cmd-privacy-delete-name = excluir
cmd-privacy-delete-description = Excluir todos os dados que guardo sobre você
cmd-preset-name = predefinição
cmd-preset-description = Salvar um pedido e usar de novo
cmd-preset-save-name = salvar
cmd-preset-save-description = Salvar um pedido seu com um nome
cmd-preset-save-name-name = nome
cmd-preset-save-name-description = Como chamar
cmd-preset-save-id-name = id
cmd-preset-save-id-description = Qual pedido; se vazio, seu último aqui
cmd-preset-save-server-name = servidor
cmd-preset-save-server-description = Para todos neste servidor (admins)
cmd-preset-use-name = usar
cmd-preset-use-description = Fazer de novo um pedido salvo
cmd-preset-use-name-name = nome
cmd-preset-use-name-description = Qual
cmd-preset-use-prompt-name = descrição
cmd-preset-use-prompt-description = Outras palavras, feito na hora; se vazio, ver e mudar antes
cmd-preset-list-name = lista
cmd-preset-list-description = Listar suas predefinições e as deste servidor
cmd-preset-delete-name = excluir
cmd-preset-delete-description = Apagar uma predefinição
cmd-preset-delete-name-name = nome
cmd-preset-delete-name-description = Qual

## Saved requests

preset-saved = ✅ Salvo como **{ $name }**. `/{ cmd-preset-name } { cmd-preset-use-name }` faz de novo, com as mesmas palavras ou outras.
preset-replaced = ✅ Salvo como **{ $name }**, no lugar do que tinha esse nome.
preset-deleted = **{ $name }** apagado.
preset-files = Os arquivos não são guardados: anexe-os de novo ao usar.
preset-unknown = Nenhuma predefinição tem esse nome. `/{ cmd-preset-name } { cmd-preset-list-name }` mostra as suas e as deste servidor.
preset-nothing = Você ainda não fez nada aqui que possa ser salvo. Faça algo primeiro.
preset-name = Uma predefinição precisa de um nome legível, sem dois-pontos.
preset-too-many = No máximo { $limit } predefinições. Apague uma primeiro.
preset-none = Nenhuma predefinição ainda. Faça algo e salve com `/{ cmd-preset-name } { cmd-preset-save-name }`.
preset-own = Suas
preset-server = Deste servidor

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] Servidor inteiro: desativado, o limite é 0
   *[person] Desativado para você: seu limite é 0
 }
quota-left = { $scope ->
    [server] Servidor inteiro: restam { $left } de { limit-what }
   *[person] Restam { $left } de { limit-what }
 }
quota-used-at-once = { $scope ->
    [server] Este servidor já tem em andamento: { limit-things }. Espere algo terminar.
   *[person] Você já tem em andamento: { limit-things }. Espere algo terminar.
 }
quota-used-off = { $scope ->
    [server] Isto está desativado neste servidor: um admin definiu o limite como 0.
   *[person] Isto está desativado para você: um admin deste servidor definiu seu limite como 0.
 }
quota-used = { $scope ->
    [operator] O orçamento comum de todos os servidores acabou, então não posso começar isto agora.
    [server] Isso passaria do limite deste servidor: { limit-what }.
   *[person] Isso passaria do seu limite: { limit-what }.
 }
quota-fewer = Só cabem { $fits } de { $asked }: { $scope ->
    [server] limite deste servidor, { limit-what }.
    [operator] orçamento comum de todos os servidores.
   *[person] seu limite, { limit-what }.
 } Não comecei nenhum.
quota-warning = { $scope ->
    [operator] ⚠️ { $percent } % do meu orçamento para todos os servidores ({ limit-what }) já foram usados. Reinicia { $free }.
   *[server] ⚠️ { $percent } % do limite deste servidor ({ limit-what }) já foram usados. Reinicia { $free }.
 }
cost-estimate = Isto vai custar cerca de { $cost }.
