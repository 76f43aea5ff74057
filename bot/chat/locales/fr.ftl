# French. Keys and variables are those of the master, en-US.

language-name = Français

## Time and size

time-seconds = { $seconds } s
time-minutes = { $minutes } min
time-minutes-seconds = { $minutes } min { $seconds } s
time-hours-minutes = { $hours } h { $minutes } min
time-about-seconds = environ { $count } s
time-about-minutes = environ { $count } min
time-about-hours = environ { $count } h
time-span-seconds = { $low }–{ $high } s
time-span-minutes = { $low }–{ $high } min
time-span-hours = { $low }–{ $high } h
size-kb = { $size } Ko
size-mb = { $size } Mo

## Status message

state-requested = Préparation de l'envoi de votre demande
state-submitting = Envoi de votre demande
state-queued = En attente d'une place libre
state-waiting-music = Composition en cours…
state-waiting-sfx = Création de votre effet sonore…
state-waiting-tts = Génération de la voix…
state-waiting-video = Création de votre vidéo…
state-percent = { $percent } %
state-position = Position { $position } sur { $length } sur ce serveur
state-asked = Demandé { $when }
state-started = commencé { $when }
state-usual = D'habitude prêt en { $usual }
state-slower = C'est plus long que d'habitude (normalement { $usual }). J'y travaille toujours.
state-off-peak = Fait en heures creuses, pour moins cher : prêt { $when } au plus tard
state-ready = Terminé, préparation de la publication
state-done = Terminé en { $took }
group-progress = { $ready } sur { $all } prêts
state-jump = Aller au résultat
state-why = Voir pourquoi
state-removed = le résultat a été supprimé
state-sent-directly = envoyé à { $person } en message privé
state-held = Terminé, mais je ne peux pas publier dans ce salon et vos messages privés sont fermés. Je le garde : appuyez sur *Publier maintenant* quand le salon fonctionne de nouveau, ou utilisez `/{ cmd-jobs-name } { cmd-jobs-show-name }`.
state-cancelled = Annulé.
state-cancelled-by = Annulé par { $person }.
stage-fetching = Terminé, récupération du fichier
stage-fitting = Terminé, adaptation du fichier à la limite d'envoi de Discord
stage-posting = Terminé, mise en ligne

## Endings without a result

ending-failed-title = Cela n'a pas marché
ending-failed = Le fournisseur n'a pas pu terminer.
ending-refused-title = Non acceptée
ending-refused = Cette demande n'a pas été acceptée.
ending-unknown-title = Issue inconnue
ending-unknown = La demande a été envoyée, mais aucune réponse lisible n'est revenue.
ending-abandoned-title = Attente abandonnée
ending-abandoned = C'était trop long, j'ai donc cessé d'attendre.
ending-goes-on-title = Finalement, ça continue
ending-goes-on = Le fournisseur a bien cette demande, ne la renvoyez donc pas. Je la suis et publierai le résultat ici.
ending-lost-title = Créé, mais le fichier a disparu
call-failed = { $person }, votre demande a échoué.
call-refused = { $person }, votre demande n'a pas été acceptée.
call-unknown = { $person }, je ne sais pas si votre demande a démarré.
call-abandoned = { $person }, votre demande ne s'est pas terminée à temps.
charged-no = Rien n'a été facturé.
charged-maybe = Le fournisseur l'a peut-être facturée.
charged-maybe-cancelled = Le fournisseur l'avait déjà acceptée et peut encore la facturer.
charged-unknown = Elle a peut-être démarré et été facturée, ou peut-être pas.
charged-lost = La création a eu lieu, elle a donc été facturée.
advice-failed = Vous pouvez la relancer ou d'abord la modifier ; ce sera une nouvelle demande payante.
advice-refused = Modifiez-la et renvoyez-la.
advice-unknown = Ne la renvoyez ou ne la modifiez que si vous acceptez de payer peut-être deux fois.
advice-unknown-searched = Pendant une heure, je continue de la chercher dans la liste des tâches du fournisseur. Si une seule correspond, je poursuis avec elle et publie le résultat ici.
advice-abandoned = Appuyez sur *{ button-look }* et je redemanderai ; cela ne coûte rien. *{ button-edit }* crée une nouvelle demande payante.
advice-lost = *{ button-again }* la recrée : c'est une nouvelle demande payante.

## Result message

call-ready-more = Suite du même résultat ({ $part } sur { $parts })
footer-job = Tâche
job-line = Tâche `{ $job }`
link-label = Fichier original
link-until = le lien expire { $when }
alt-waveform = Forme d'onde du son
alt-poster = Une image de la vidéo
remark-made-smaller = Réduit pour respecter la limite d'envoi de Discord ici.
remark-too-large = Trop gros pour la limite d'envoi de Discord ici, voici donc un lien.
remark-not-fetched = Je n'ai pas pu télécharger le fichier, voici donc le lien.
remark-incomplete = Le fichier livré est incomplet, voici donc un lien.
remark-link-dead = Le fournisseur n'a plus le fichier, et je n'en ai pas de copie.
remark-part-refused = Discord a refusé une partie de ce message, je l'ai donc retirée.
direct-from = Depuis **{ $server }**, { $channel }.
direct-server-unknown = un serveur où je ne suis plus
direct-why-gone = Ce salon n'existe plus.
direct-why-access = Je ne vois plus ce salon.
direct-why-permission = Je n'ai pas le droit d'y publier.
direct-why-thread = Ce fil est archivé ou verrouillé.
direct-why-other = Je n'ai pas pu y publier.
remark-not-media = Je n'ai pas pu lire ce fichier comme son ou vidéo, voici donc le lien.
remark-no-voice-message = Publié comme fichier : je n'ai pas le droit d'envoyer des messages vocaux ici.
remark-voice-too-large = Publié comme fichier : en message vocal, ce serait trop volumineux ici.
remark-voice-not-made = Publié comme fichier : impossible d'en faire un message vocal.
remark-link-too-long = Le lien est trop long pour être affiché ici.
remark-ai-generated = Généré par l'IA.
field-soundboard-name = Nom (2 à 32 caractères)
field-soundboard-emoji = Emoji
field-soundboard-start = À partir de la seconde (5,2 s sont gardées)
soundboard-added = « { $name } » est maintenant sur le soundboard.
soundboard-off = Le soundboard est désactivé ici. Un admin peut l'autoriser avec `/{ cmd-foley-name } { cmd-foley-panel-name }`.
soundboard-no-right = Il vous faut pour cela la permission *Créer des expressions* sur ce serveur.
soundboard-bot-no-right = Il me faut pour cela la permission *Créer des expressions* sur ce serveur.
soundboard-full = Le soundboard est plein. Retirez un son et réessayez.
soundboard-name = Le nom doit avoir au moins 2 caractères.
soundboard-emoji = « { $value } » n'est pas un emoji.
soundboard-start-bad = « { $value } » n'est pas un nombre de secondes.
soundboard-start = Le son est déjà fini à ce moment : il dure { $seconds } s.

## Buttons

button-again = Encore une fois
button-look = Vérifier encore
button-edit = Modifier
button-retry = Réessayer
button-voice = Message vocal
button-soundboard = Ajouter au soundboard
button-cover = Reprise dans un autre style
button-sound = Sonoriser
button-score = Mettre en musique
button-song = En faire une chanson
button-revoice = Changer de voix
button-details = Détails
button-cancel = Annuler
button-cancelall = Tout annuler
button-resubmit = Renvoyer
button-delete = Supprimer
button-more = Plus…
button-keep = Garder celui-ci
button-remove = Supprimer pour tous
repair-choose = Corriger : choisir quoi changer
repair-without = Sans { $option }
button-deliver = Publier maintenant
button-deliver-again = Republier

## Answers to buttons and commands

answer-cancelled = Annulé. Rien n'a été facturé.
answer-cancelled-stopped = Annulé, et le fournisseur a cessé d'y travailler.
answer-cancelled-unstoppable = Annulé : je ne publierai pas le résultat. Le fournisseur ne peut plus être arrêté et peut encore facturer la demande.
answer-group-cancelled = { $count ->
    [one] J'en ai annulé { $count }.
   *[other] J'en ai annulé { $count }.
 }
answer-group-billed = { $count ->
    [one] { $count } ne peut plus être arrêtée chez le fournisseur et peut encore être facturée.
   *[other] { $count } ne peuvent plus être arrêtées chez le fournisseur et peuvent encore être facturées.
 }
answer-group-busy = { $count ->
    [one] { $count } est en cours d'envoi ou de publication, je n'y ai pas touché. Réessayez dans un instant.
   *[other] { $count } sont en cours d'envoi ou de publication, je n'y ai pas touché. Réessayez dans un instant.
 }
answer-deleted = Supprimé.
answer-kept = { $count ->
    [0] Il n'y a rien d'autre à supprimer de cette demande.
    [one] J'ai gardé celui-ci et supprimé l'autre.
   *[other] J'ai gardé celui-ci et supprimé les { $count } autres.
 }
answer-delivering = Ce sera republié dans un instant.
answer-look-found = C'est terminé, finalement. Je le publie maintenant.
answer-look-running = C'est encore en cours. Je le suis à nouveau et le publierai dès que ce sera prêt.
answer-look-failed = C'est terminé sans résultat. Je publie la raison.
answer-look-gone = Le fournisseur ne connaît plus cette tâche : il n'y a plus rien à récupérer.
answer-look-silent = Je n'ai pas obtenu de réponse sur cette tâche pour l'instant. Réessayez dans quelques minutes.
answer-voice-done = Publié comme message vocal.
answer-voice-as-file = Publié comme fichier : je n'ai pas le droit d'envoyer des messages vocaux ici.
answer-voice-making = Je prépare le message vocal…
answer-delete-sure = Supprimer ce résultat pour tout le monde ? Il ne pourra pas être rétabli ici.
answer-same-job = C'est déjà en cours : { $link }
answer-modal-used = Ce formulaire a déjà été envoyé ; votre demande est en route.
answer-modal-gone = Ce formulaire a expiré. Rien n'a été lancé ; relancez la commande.
details-title = Détails
details-command = Commande à copier
details-command-file = La commande exacte est dans le fichier joint.
details-attach = Joindre de nouveau
details-ids = Identifiants
details-times = Heures
details-job = Tâche
details-made-from = Fait à partir de
details-group = { $index } sur { $size } d'une même demande
details-task = Tâche chez Tencent Cloud
details-request = Identifiant de requête Tencent Cloud
details-code = Code
details-asked = Demandé
details-sent = Envoyé
details-accepted = Accepté
details-ended = Terminé
details-posted = Publié
details-state = État
details-loudness = Volume
details-cost = Coût
details-cost-open = { $cost }, une fois terminé
details-cost-maybe = { $cost }, si le fournisseur le facture
details-cost-second = { $fixed } + { $second } par seconde
state-name-requested = à envoyer
state-name-queued = en attente d'une place
state-name-submitting = en cours d'envoi
state-name-waiting = en cours
state-name-ready = prête
state-name-failed = échouée
state-name-refused = non acceptée
state-name-unknown = inconnue
state-name-abandoned = abandonnée
state-name-cancelled = annulée

## Modals

modal-music-lyrics = Musique avec paroles
modal-edit-music = Modifier et lancer : musique
modal-edit-sfx = Modifier et lancer : effet sonore
modal-edit-tts = Modifier et lancer : voix
modal-edit-video = Modifier et lancer : vidéo
field-prompt = Ce que ce doit être
field-style = Style
field-lyrics = Paroles
field-style-hint = Ou collez les deux ici : le style, une ligne vide, les paroles
field-text = Texte à lire
field-voice = Voix (nom ou identifiant)
field-language = Langue
field-pitch = Hauteur en demi-tons
field-attach = { $option } : joindre un fichier
field-address = { $option } : ou son adresse
field-model = Modèle
field-duration = Secondes
field-format = Format de fichier
field-count = Combien
field-each-day = Chaque personne, par jour
field-each-month = Chaque personne, par mois
field-server-day = Tout le serveur, par jour
field-server-month = Tout le serveur, par mois
field-no-limit = Vide : sans limite
field-whom = Pour qui
field-command = Commande
field-measure = Ce qui est compté
field-window = Période
field-amount = Combien
field-model-default = Modèle
field-version-default = Version
field-voice-default = Voix
field-language-default = Langue
field-words-add = Mots à bloquer
field-words-remove = Mots à autoriser de nouveau
field-patterns-add = Motifs à bloquer (RE2)
field-patterns-remove = Motifs à autoriser de nouveau
field-one-a-line = Un par ligne
field-settings-file = Fichier d'un autre serveur
field-form = Publier comme
field-audio = Son
field-instrumental = Chant
field-resolution-aspect = Résolution et proportions
field-resolution-aspect-hint = Par exemple : 1080P 16:9
field-empty-is-model = Laissez vide pour laisser le modèle choisir
choice-mp3 = MP3
choice-wav = WAV
choice-file = Fichier
choice-automatic = Automatique
choice-any = toutes
choice-none = aucune
choice-voice = Message vocal
choice-female = féminine
choice-male = masculine
choice-vocals = Avec chant
choice-instrumental = Instrumental
choice-either = Au choix du modèle
choice-sound = Avec son
choice-silent = Muet
refusal-number = « { $value } » dans *{ $field }* n'est pas un nombre entier.
refusal-shape = « { $value } » n'est pas une résolution suivie de proportions, comme 1080P 16:9.

## Refusals

refusal = Ce n'est pas possible.
refusal-job-not-found = Cette tâche n'existe pas ici, ou vous ne pouvez pas la voir.
refusal-unavailable = Je ne peux pas accepter de demandes pour l'instant. Rien n'a été lancé ; réessayez dans une minute.
refusal-store-unavailable = Ma base de données est injoignable pour l'instant. Rien n'a été lancé ; réessayez dans une minute.
refusal-stopping = Je suis en train de redémarrer. Rien n'a été lancé ; réessayez dans une minute.
refusal-next-free = Remise à zéro { $when }.
refusal-not-yours = Seule la personne qui a fait cette demande, ou un modérateur, peut faire cela.
refusal-moderators-only = Seuls les modérateurs peuvent faire cela.
refusal-cancel-submitting = L'envoi a lieu en ce moment même et ne peut pas être annulé. Réessayez dans quelques secondes.
refusal-cancel-too-late = C'est déjà terminé ; il n'y a rien à annuler.
refusal-not-unknown = L'issue de cette tâche est connue ; il n'y a rien à renvoyer.
refusal-not-abandoned = Je n'ai pas abandonné cette tâche : il n'y a rien à vérifier.
refusal-already-resubmitted = Elle a déjà été renvoyée.
refusal-not-ended = Elle n'est pas encore terminée, ou a été annulée.
refusal-being-posted = La publication est en cours.
refusal-clip-running = Votre dernier message vocal est encore en préparation. Réessayez dans un instant.
refusal-no-sound = Cette tâche n'a pas de son dont faire un message vocal.
refusal-not-in-server = Je ne fonctionne que sur les serveurs. Utilisez-moi dans un salon d'un serveur où j'ai été ajouté.
refusal-channel-unknown = Je ne connais pas ce type de salon et ne peux rien y publier. Utilisez un salon textuel.
refusal-bot-not-in-server = Je ne suis pas moi-même sur ce serveur. Demandez à un admin de m'ajouter avec le scope *bot*.
refusal-bot-permissions = Je ne peux pas publier de résultat ici : il me faut ces permissions dans ce salon : { $permissions }.
refusal-thread-locked = Ce fil est verrouillé, je ne pourrais pas y publier de résultat. Déverrouillez-le ou utilisez un autre salon.
refusal-forum = Je ne peux pas publier dans un forum lui-même. Utilisez la commande dans un de ses posts.
permission-view-channel = Voir le salon
permission-send-messages = Envoyer des messages
permission-send-messages-in-threads = Envoyer des messages dans les fils
permission-embed-links = Intégrer des liens
permission-attach-files = Joindre des fichiers

## Errors

error-internal = Un problème est survenu de mon côté. Si vous attendiez un résultat, `/{ cmd-jobs-name } { cmd-jobs-list-name }` indique où il en est.
error-id = Un problème est survenu de mon côté. S'il se répète, donnez cet identifiant à la personne qui m'exploite : `{ $id }`
error-config = Je suis mal configuré. La personne qui m'exploite doit y remédier.
error-unreachable = Un service dont j'ai besoin est injoignable pour l'instant.
error-store = Ma base de données a eu un problème. Rien de nouveau n'a été lancé.
provider-error = Le fournisseur a eu un problème.
provider-not-sent = Le fournisseur est injoignable.
provider-later = Le fournisseur est occupé en ce moment.
provider-rejected = Le fournisseur n'a pas accepté cette demande.
provider-unknown = La demande a été envoyée, mais aucune réponse lisible n'est revenue.
job-abandoned = C'était trop long, j'ai donc cessé d'attendre.
job-unsent-too-long = Je n'ai pas pu lancer cette demande en une journée, je l'ai donc annulée.
job-not-sent = Un problème est survenu de mon côté avant l'envoi.
fetch-failed = Le résultat n'a pas pu être téléchargé. Le lien fonctionne peut-être encore.
fetch-forbidden = Le résultat se trouve à une adresse depuis laquelle je ne télécharge pas.
fetch-gone = Le lien vers le résultat ne fonctionne plus.
fetch-too-large = Le résultat est plus gros que ce que je télécharge.
media-failed = Le résultat n'a pas pu être préparé pour Discord.
media-unreadable = Le fichier livré ne contient ni son ni image lisible.
media-incomplete = Le fichier livré est incomplet.
media-too-large = Le résultat ne peut pas être assez réduit pour ce serveur sans être abîmé.
media-worker-died = La préparation du résultat prenait trop de temps ou de mémoire et a été arrêtée.
media-no-sound = Ceci n'a pas de son.
message-failed = Discord a refusé le message.

## What Tencent Cloud said

tencent-moderation = Le contrôle de contenu du fournisseur a refusé ce texte ou cette référence. Veuillez reformuler.
tencent-bad-input = Ces options ne peuvent pas être utilisées ensemble. Choisissez-en d'autres.
tencent-model = Ce modèle ou cette version n'est plus proposé. Choisissez-en un autre.
tencent-reference = Le fichier de référence n'a pas pu être utilisé. Donnez-en un autre, ou un fichier que tout le monde peut télécharger.
tencent-text-too-long = Ce texte est trop long pour être lu en une fois. Raccourcissez-le.
tencent-speech-refused = Cette lecture a été refusée. Vérifiez la voix et le texte.
tencent-size = Cette demande ou sa réponse est trop volumineuse.
tencent-rate = Trop de demandes en ce moment. Un nouvel essai aura lieu.
tencent-busy = Le fournisseur traite déjà autant de demandes qu'il en accepte. Nouvel essai dès que l'une se termine.
tencent-capacity = Il n'y a pas de capacité pour cela en ce moment. Réessayez plus tard.
tencent-trouble = Le fournisseur a du mal à répondre.
tencent-keys = Ma clé API n'est pas acceptée. La personne qui m'exploite doit y remédier.
tencent-token = Mon accès temporaire est incorrect ou a expiré. La personne qui m'exploite doit y remédier.
tencent-clock = L'horloge de ma machine n'est pas à l'heure. La personne qui m'exploite doit y remédier.
tencent-permission = Ma clé API n'a pas le droit de faire cela. La personne qui m'exploite doit y remédier.
tencent-not-enabled = Ce service n'est pas activé pour mon compte. La personne qui m'exploite doit y remédier.
tencent-arrears = Mon compte chez le fournisseur a des impayés. La personne qui m'exploite doit y remédier.
tencent-quota = Mon quota chez le fournisseur est épuisé. La personne qui m'exploite doit y remédier.
tencent-sub-app-id = Je suis configuré avec un mauvais identifiant d'application (FOLEY_VOD_SUB_APP_ID). La personne qui m'exploite doit y remédier.
tencent-bucket = Le stockage des résultats n'existe pas. La personne qui m'exploite doit y remédier.
tencent-address = Je suis configuré avec une adresse ou une région qui n'est pas desservie. La personne qui m'exploite doit y remédier.
tencent-unknown-field = Le fournisseur ne connaît pas une option que j'ai envoyée. Prévenez la personne qui m'exploite.
tencent-outdated = Le fournisseur ne propose plus cela. Prévenez la personne qui m'exploite.
tencent-failed = Le fournisseur n'a pas pu le faire.
tencent-task-gone = Le fournisseur ne connaît plus cette tâche.
tencent-cannot-stop = Cette tâche ne peut plus être arrêtée.
tencent-task-failed = Le fournisseur a arrêté le travail sans donner de raison que je connaisse. Ses propres mots sont dans les détails ; d'autres mots ou options peuvent marcher.
tencent-task-input = Le fournisseur ne peut pas travailler avec ces options. Choisissez-en d'autres.
tencent-inner = Le fournisseur a eu un problème de son côté. Un nouvel essai peut aider.
tencent-model-failed = Le modèle n'a rien pu en tirer. Un nouvel essai peut aider.
tencent-task-stopped = Cette tâche a été arrêtée chez le fournisseur.
tencent-task-timeout = C'était trop long pour le fournisseur, qui a abandonné. Un nouvel essai peut aider.
tencent-speech-failed = Ce texte n'a pas pu être lu.
tencent-no-result = Le fournisseur dit avoir terminé, mais n'a envoyé aucun fichier.

## The database

store-refused = La base de données est inutilisable : { $detail }
store-refused-foreign = La base de données { $path } appartient à un autre programme. Donnez-en une propre à Foley dans FOLEY_DATABASE_URL.
store-refused-junk = { $path } n'est pas une base de données. Indiquez le bon fichier, ou déplacez celui-ci.
store-refused-unreadable = { $path } est illisible : { $detail }.
store-refused-newer = La base de données { $path } a été écrite par un Foley plus récent (révision { $revision } ; celui-ci connaît jusqu'à { $known }). Lancez la version plus récente ou restaurez une sauvegarde plus ancienne.
store-refused-in-use = Un autre processus utilise déjà { $path }. Un seul Foley à la fois peut utiliser une base SQLite ; pour plusieurs, utilisez PostgreSQL.
store-refused-path = La base de données { $path } ne peut pas être ouverte : { $detail }. Vérifiez que le dossier existe et que l'on peut y écrire.
store-refused-readonly = Je peux lire { $path }, mais pas y écrire. Donnez le droit d'écriture à l'utilisateur sous lequel je tourne ou me connecte, ou indiquez une autre base dans FOLEY_DATABASE_URL.
store-refused-file = Un fichier de cette machine est illisible : { $path } ({ $detail }). Corrigez-le, ou vérifiez HOME et ce qu'indique FOLEY_DATABASE_URL.
store-refused-parameter = Le pooler placé devant PostgreSQL n'accepte pas le paramètre { $parameter } : retirez-le de FOLEY_DATABASE_URL, ou ajoutez-le à ignore_startup_parameters du pooler.
store-refused-pooler = FOLEY_DATABASE_URL mène à un pooler en mode transaction (comme PgBouncer avec pool_mode = transaction), où aucune session ne reste à moi : mettez pool_mode = session pour cette base, ou connectez-moi directement à PostgreSQL.
store-standby = { $path } est un serveur de secours, sans écriture pour le moment. Indiquez le primaire dans FOLEY_DATABASE_URL ; s'il y a plusieurs hôtes, ajoutez target_session_attrs=primary.
store-conflict-exists = Une tâche avec cet identifiant existe déjà.
store-conflict-repeat-open = Celle-ci est déjà en cours chez vous.
store-copy-postgres = PostgreSQL se copie avec ses propres outils. Lancez : { $command }
store-copy-exists = { $path } existe déjà. Choisissez un autre nom.
store-copy-missing = { $path } n'existe pas.
store-copy-same = { $path } est la base de données elle-même. Indiquez-en une sauvegarde.
store-copy-damaged = { $path } est endommagé : la vérification de la base elle-même a échoué. Rien n'a été changé.

## What can't work, and what to change

catalog-model-unknown = Il n'y a pas de modèle « { $model } » ici. { $count ->
    [0] Aucun n'est configuré pour cela.
   *[other] Choisissez parmi : { $offered }.
 }
catalog-version-unknown = { $model } n'a pas de version « { $version } ». Choisissez parmi : { $offered }.
catalog-text-empty = `{ $option }` est vide.
catalog-text-long = `{ $option }` compte { $length } caractères ; { $limit } au plus sont possibles.
catalog-lyrics-long = `{ cmd-music-lyrics-name }` compte { $length } caractères ; { $limit } au plus sont possibles.
catalog-lyrics-and-instrumental = `{ cmd-music-lyrics-name }` et `{ cmd-music-instrumental-name }` ne vont pas ensemble. Retirez l'un des deux.
catalog-not-taken = { $about ->
    [lyrics] { $model } ne prend pas de paroles
    [instrumental] { $model } ne sait pas se limiter à l'instrumental
    [reference] { $model } ne prend pas de son de référence
    [duration] { $model } décide lui-même de la durée
    [video] { $model } ne prend pas de vidéo
    [resolution] { $model } décide lui-même de la résolution
    [aspect] { $model } décide lui-même des proportions
    [audio] { $model } ne produit pas de son
    [image] { $model } ne prend pas d'image
    [last_image] { $model } ne prend pas d'image de fin
    [version] { $model } n'a pas de versions au choix
   *[other] { $model } ne prend pas `{ $option }`
 }. { $count ->
    [0] Retirez `{ $option }`.
   *[other] Retirez `{ $option }` ou choisissez parmi : { $others }.
 }
catalog-lyrics-needed = { $model } a besoin de paroles. { $count ->
    [0] Ajoutez `{ cmd-music-lyrics-name }`.
   *[other] Ajoutez `{ cmd-music-lyrics-name }` ou choisissez parmi : { $others }.
 }
catalog-not-offered = { $model } ne propose pas { $wanted } pour `{ $option }`. { $count ->
    [0] Choisissez parmi : { $offered }.
   *[other] Choisissez parmi : { $offered } ; ou l'un de ces modèles : { $others }.
 }
catalog-duration-not-offered = { $model } ne peut pas faire { $duration } secondes. { $count ->
    [0] Choisissez une `{ cmd-video-duration-name }` de { $offered }.
   *[other] Choisissez une `{ cmd-video-duration-name }` de { $offered }, ou l'un de ces modèles : { $others }.
 }
catalog-duration-resolution = { $model } ne fait { $duration } secondes qu'avec une `{ cmd-video-resolution-name }` de { $offered }. { $count ->
    [0] Choisissez celle-ci, ou une autre `{ cmd-video-duration-name }`.
   *[other] Choisissez celle-ci, une autre `{ cmd-video-duration-name }`, ou l'un de ces modèles : { $others }.
 }
catalog-duration-and-video = La durée suit la vidéo. Retirez `{ cmd-video-duration-name }` ou la vidéo.
catalog-option-needs-video = `{ $option }` ne va qu'avec `{ cmd-sfx-video-name }`. Ajoutez une vidéo ou retirez l'option.
catalog-reference-and-video = Un son de référence et une vidéo ne vont pas ensemble. Retirez l'un des deux.
catalog-aspect-and-image = Avec { $model }, c'est l'image qui fixe les proportions. { $count ->
    [0] Retirez `{ cmd-video-aspect-name }` ou `{ cmd-video-image-name }`.
   *[other] Retirez `{ cmd-video-aspect-name }` ou `{ cmd-video-image-name }`, ou choisissez parmi : { $others }.
 }
catalog-audio-resolution = { $model } ne produit du son qu'avec une `{ cmd-video-resolution-name }` de { $offered }. { $count ->
    [0] Choisissez celle-ci, ou retirez `{ cmd-video-audio-name }`.
   *[other] Choisissez celle-ci, retirez `{ cmd-video-audio-name }`, ou choisissez parmi : { $others }.
 }
catalog-image-needed = { $model } a besoin d'une image de départ. { $count ->
    [0] Ajoutez `{ cmd-video-image-name }`.
   *[other] Ajoutez `{ cmd-video-image-name }` ou choisissez parmi : { $others }.
 }
catalog-last-image-alone = Une image de fin demande une image de départ. Ajoutez `{ cmd-video-image-name }` ou retirez `{ cmd-video-last-image-name }`.
catalog-last-image-resolution = { $model } ne prend une image de fin qu'avec une `{ cmd-video-resolution-name }` de { $offered }. { $count ->
    [0] Choisissez celle-ci, ou retirez `{ cmd-video-last-image-name }`.
   *[other] Choisissez celle-ci, retirez `{ cmd-video-last-image-name }`, ou choisissez parmi : { $others }.
 }
catalog-url-scheme = `{ $option }` doit être une adresse commençant par https:// ou http://.
catalog-url-bad = `{ $option }` n'est pas une adresse web.
catalog-url-long = L'adresse dans `{ $option }` est trop longue.
catalog-url-credentials = L'adresse dans `{ $option }` contient un nom d'utilisateur ou un mot de passe. Utilisez une adresse publique.
catalog-url-private = L'adresse dans `{ $option }` n'est pas joignable depuis internet. Utilisez une adresse publique ou joignez le fichier.
reference-dead = Je ne peux rien télécharger à l'adresse donnée dans `{ $option }` ({ $reason }), le fournisseur non plus. Donnez une adresse d'où tout le monde peut télécharger, ou joignez le fichier. Rien n'a été lancé.
reference-not-media = L'adresse donnée dans `{ $option }` mène à { $kind ->
    [video] autre chose qu'une vidéo
    [image] autre chose qu'une image
   *[audio] autre chose qu'un fichier audio
 }. Donnez l'adresse directe du fichier, ou joignez-le. Rien n'a été lancé.
catalog-voice-bad = Ce n'est pas une voix. Choisissez-en une dans la liste.
catalog-language-unknown = Il n'y a pas de langue « { $language } ». Choisissez-en une dans la liste.
catalog-pitch-not-offered = `{ cmd-tts-pitch-name }` doit être entre { $lowest } et { $highest }.
catalog-sample-rate-not-offered = Un `{ cmd-tts-sample-rate-name }` de { $rate } n'est pas possible. Choisissez parmi : { $offered }.
voice-unknown = { $count ->
    [0] Je ne connais pas cette voix. Choisissez-en une dans la liste, ou donnez son identifiant complet.
   *[other] Je ne connais pas la voix « { $voice } ». Vouliez-vous dire : { $others } ?
 }
voice-ambiguous = { $count } voix s'appellent « { $voice } ». Choisissez-en une dans la liste, ou donnez son identifiant complet.

## Options and lists of commands

option-both = Utilisez `{ $first }` ou `{ $second }`, pas les deux.
attachment-type = « { $file } » n'est pas un fichier utilisable ici. Types possibles : { $types }.
attachment-big = « { $file } » est trop gros : { $limit } au plus.
attachment-empty = « { $file } » est vide.
attachment-not-text = « { $file } » n'est pas du texte brut en UTF-8.
attachment-unreadable = « { $file } » n'a pas pu être lu depuis Discord. Joignez-le de nouveau.
attachment-expired = Le fichier joint à l'époque n'existe plus. Relancez la commande en le joignant de nouveau.
answer-not-made = Rien n'a été créé ; seule la personne qui a demandé voit pourquoi.
tts-nothing-to-say = Il n'y a rien à dire dans ce texte : pas de mots, seulement des emojis ou des symboles. Rien n'a été facturé.
tts-voices-unknown = Je n'ai pas encore la liste des voix. Réessayez dans une minute. Rien n'a été facturé.
tts-no-voice = Je n'ai aucune voix qui parle { $language }. Choisissez-en une avec `{ cmd-tts-voice-name }`, ou précisez `{ cmd-tts-language-name }`. Rien n'a été facturé.
menu-read-aloud = Lire à voix haute
menu-no-words = Il n'y a rien à lire dans ce message : il ne contient ni texte ni fichier `.txt`.
menu-sound-effect = Effet sonore de ceci
menu-add-sound = Sonoriser cette vidéo
menu-animate = Animer cette image
menu-song = En faire une chanson
menu-no-text = Ce message ne contient pas de texte dont faire un effet sonore.
menu-no-video = Ce message ne contient pas de vidéo que je puisse prendre : joignez un `.mp4` ou `.mov` de 100 Mo au plus.
menu-no-picture = Ce message ne contient pas d'image que je puisse prendre : joignez un `.png` ou `.jpg` de 10 Mo au plus.
menu-no-lyrics = Ce message ne contient pas de paroles à chanter.
more-no-file = Le fichier de ce résultat n'est plus là.
voices-title = { $count ->
    [one] { $count } voix
   *[other] { $count } voix
 }
voices-none = Aucune voix ne correspond. Retirez un des filtres.
voices-language = Langue
voices-traits = Genre et âge
voices-mood = Ambiance
voices-choose = Choisir une voix
voices-listen = Écouter (gratuit)
voices-use = Utiliser cette voix
voices-speak-with = Lire avec cette voix
voices-used = ✅ { $voice } est maintenant votre voix : `/{ cmd-tts-name }` l'utilise quand vous n'en indiquez pas.
voice-female = féminine
voice-male = masculine
voice-child = enfant
voice-teenager = adolescente
voice-youth = jeune
voice-middle-aged = âge mûr
voice-senior = âgée
help-title = Ce que je sais faire
help-make = Créer quelque chose
help-try = Essayez `/{ cmd-tts-name } { cmd-tts-text-name }:bonjour à tous`. Rien d'autre n'est nécessaire.
help-menu = Dans le menu d'un message, sous *Applications* : *{ menu-read-aloud }*, *{ menu-sound-effect }*, *{ menu-add-sound }*, *{ menu-animate }*, *{ menu-song }*
help-yours = Pour vous
help-admins = Pour les admins de ce serveur
help-operators = Pour la personne qui m'exploite
tts-option-instant = `{ $option }` fonctionne pour les textes de { $limit } caractères au plus, sans `{ cmd-tts-pitch-name }` ni `{ cmd-tts-translate-to-name }`. Retirez-le ou raccourcissez le texte.
tts-option-off = `{ $option }` n'est pas disponible ici. Retirez-le.
speech-somebody = quelqu'un
speech-role = un rôle
speech-channel = un salon
speech-page-customize = Salons et rôles
speech-page-browse = Parcourir les salons
speech-page-guide = Guide du serveur
speech-page-home = Guide du serveur
speech-page-linked-roles = Rôles liés
choice-version-unlisted = { $version } (hors liste, envoyée telle quelle)
choice-model-lyrics =
    { $need ->
        [none] sans paroles
        [required] paroles obligatoires
       *[optional] paroles possibles
    }
refusal-command-changed = Discord a encore une ancienne version de cette commande : rien n'a été lancé. Réessayez dans un instant.
jobs-list-title = Demandes
jobs-list-empty = Il n'y en a aucune.
jobs-list-more = Plus anciennes : `/{ cmd-jobs-name } { cmd-jobs-list-name } { cmd-jobs-list-before-name }:{ $job }`
jobs-list-held = terminée, en attente de publication

## Commands: names as people type them, and what they do

cmd-music-name = musique
cmd-music-description = Crée de la musique à partir d'une phrase
cmd-music-prompt-name = description
cmd-music-prompt-description = À quoi elle doit ressembler : style, ambiance, instruments
cmd-music-model-name = modèle
cmd-music-model-description = Quel modèle la crée
cmd-music-version-name = version
cmd-music-version-description = Quelle version du modèle
cmd-music-lyrics-name = paroles
cmd-music-lyrics-description = Paroles
cmd-music-instrumental-name = instrumental
cmd-music-instrumental-description = Sans chant
cmd-music-reference-name = référence
cmd-music-reference-description = Un son de référence (mp3, wav)
cmd-music-reference-url-name = référence_url
cmd-music-reference-url-description = L'adresse publique d'un son de référence
cmd-music-video-name = vidéo
cmd-music-video-description = Une vidéo à mettre en musique (mp4, mov)
cmd-music-video-url-name = vidéo_url
cmd-music-video-url-description = L'adresse publique d'une vidéo à mettre en musique
cmd-music-gender-name = genre
cmd-music-gender-description = Qui chante
cmd-music-watermark-name = filigrane
cmd-music-watermark-description = Le filigrane du modèle dans le son
cmd-music-format-name = format
cmd-music-format-description = Format de fichier
cmd-music-long-name = long
cmd-music-long-description = Écrire de longues paroles dans un formulaire
cmd-music-lyrics-file-name = paroles_fichier
cmd-music-lyrics-file-description = Paroles dans un fichier .txt
cmd-music-count-name = nombre
cmd-music-count-description = Combien, chacun étant une demande à part
cmd-sfx-name = effet-sonore
cmd-sfx-description = Crée un effet sonore à partir d'une phrase
cmd-sfx-prompt-name = description
cmd-sfx-prompt-description = Décrivez le son
cmd-sfx-duration-name = durée
cmd-sfx-duration-description = Durée en secondes
cmd-sfx-video-name = vidéo
cmd-sfx-video-description = Une vidéo à sonoriser (mp4, mov)
cmd-sfx-video-url-name = vidéo_url
cmd-sfx-video-url-description = L'adresse publique d'une vidéo à sonoriser
cmd-sfx-asmr-name = asmr
cmd-sfx-asmr-description = Avec une vidéo : sons proches et doux
cmd-sfx-bgm-prompt-name = musique
cmd-sfx-bgm-prompt-description = Avec une vidéo : décrivez la musique de fond
cmd-sfx-format-name = format
cmd-sfx-format-description = Format de fichier
cmd-sfx-as-name = comme
cmd-sfx-as-description = Publier comme fichier ou comme message vocal
cmd-sfx-count-name = nombre
cmd-sfx-count-description = Combien, chacun étant une demande à part
cmd-tts-name = lire
cmd-tts-description = Transforme un texte en voix
cmd-tts-text-name = texte
cmd-tts-text-description = Texte à lire
cmd-tts-voice-name = voix
cmd-tts-voice-description = Cherchez par nom, langue ou genre ; sinon, votre dernière voix ou une adaptée au texte
cmd-tts-language-name = langue
cmd-tts-language-description = Langue du texte
cmd-tts-translate-to-name = traduire_en
cmd-tts-translate-to-description = Traduire d'abord le texte dans cette langue, puis le lire
cmd-tts-pitch-name = hauteur
cmd-tts-pitch-description = Plus haut ou plus bas, en demi-tons
cmd-tts-sample-rate-name = échantillonnage
cmd-tts-sample-rate-description = Échantillons par seconde
cmd-tts-format-name = format
cmd-tts-format-description = Format de fichier
cmd-tts-speed-name = vitesse
cmd-tts-speed-description = Vitesse de la voix : 1 est normale, pour les textes de 2 000 caractères au plus
cmd-tts-as-name = comme
cmd-tts-as-description = Publier comme fichier ou comme message vocal
cmd-tts-text-file-name = texte_fichier
cmd-tts-text-file-description = Un fichier .txt lu après le texte
cmd-voices-name = voix
cmd-voices-description = Trouver une voix, l'écouter et l'adopter
cmd-voices-language-name = langue
cmd-voices-language-description = Une langue qu'elle parle ; sinon la vôtre
cmd-voices-gender-name = genre
cmd-voices-gender-description = Féminine ou masculine
cmd-voices-age-name = âge
cmd-voices-age-description = L'âge qu'elle semble avoir
cmd-voices-mood-name = ambiance
cmd-voices-mood-description = Comment elle sonne : chaude, posée, douce…
cmd-help-name = aide
cmd-help-description = Ce que je sais faire et par où commencer
cmd-video-name = vidéo
cmd-video-description = Crée une vidéo à partir d'une phrase
cmd-video-prompt-name = description
cmd-video-prompt-description = Décrivez la vidéo
cmd-video-model-name = modèle
cmd-video-model-description = Quel modèle la crée
cmd-video-version-name = version
cmd-video-version-description = Quelle version du modèle
cmd-video-duration-name = durée
cmd-video-duration-description = Durée en secondes
cmd-video-resolution-name = résolution
cmd-video-resolution-description = Netteté, par exemple 1080P
cmd-video-aspect-name = proportions
cmd-video-aspect-description = Largeur sur hauteur, par exemple 16:9
cmd-video-audio-name = son
cmd-video-audio-description = Avec son
cmd-video-image-name = image
cmd-video-image-description = Une image de départ (jpg, png)
cmd-video-last-image-name = image_de_fin
cmd-video-last-image-description = Une image de fin (jpg, png)
cmd-video-negative-name = exclure
cmd-video-off-peak-name = heures_creuses
cmd-video-off-peak-description = Moins cher, fait quand il y a de la place : jusqu'à 48 heures
cmd-video-negative-description = Ce qui ne doit pas y être
cmd-video-enhance-name = enrichir
cmd-video-enhance-description = Laisser le modèle développer d'abord votre texte
cmd-video-bgm-name = musique
cmd-video-bgm-description = Avec une musique de fond
cmd-video-watermark-name = filigrane
cmd-video-watermark-description = Le filigrane du modèle dans l'image
cmd-video-reference-1-name = référence_1
cmd-video-reference-2-name = référence_2
cmd-video-reference-3-name = référence_3
cmd-video-reference-1-description = Une image de quelqu'un ou quelque chose à montrer (jpg, png)
cmd-video-reference-2-description = Une deuxième image à montrer
cmd-video-reference-3-description = Une troisième image à montrer
cmd-video-reference-video-name = vidéo_de_référence
cmd-video-reference-video-description = Une vidéo de référence (mp4, mov)
cmd-jobs-name = tâches
cmd-jobs-description = Vos demandes et ce qu'elles sont devenues
cmd-jobs-list-name = liste
cmd-jobs-list-description = Lister vos dernières demandes
cmd-jobs-list-everyone-name = tous
cmd-jobs-list-everyone-description = Les demandes de tous sur ce serveur (modérateurs)
cmd-jobs-list-before-name = avant
cmd-jobs-list-before-description = Seulement les plus anciennes que cette tâche
cmd-jobs-show-name = voir
cmd-jobs-show-description = Montrer une demande et publier un résultat gardé
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = Quelle tâche
cmd-jobs-cancel-name = annuler
cmd-jobs-cancel-description = Annuler une demande
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = Quelle tâche
cmd-jobs-retry-name = répéter
cmd-jobs-retry-description = Refaire la même demande
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = Quelle tâche

## Rules, limits and use of a server

list-separator = { ", " }
list-quoted = « { $text } »
admin-paused = ⏸️ En pause : aucune nouvelle demande n'est acceptée. `/{ cmd-foley-name } { cmd-foley-resume-name }` y met fin.
admin-on = activé
admin-off = désactivé
admin-none = aucun
admin-everywhere = partout
admin-everybody = tout le monde
admin-same = là où ils sont demandés
admin-own-language = celle de chaque personne
admin-forever = aussi longtemps que la demande
admin-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
 }
admin-catalog = ceux du catalogue
admin-kinds = Commandes
admin-channels = Salons
admin-roles = Rôles
admin-results = Les résultats vont dans
admin-alerts = Les alertes de budget vont dans
admin-longest = Vidéo la plus longue (s)
admin-sharpest = Résolution maximale
admin-count = Maximum par demande
admin-age = Salons avec limite d'âge
admin-age-anywhere = partout
admin-age-only = seulement là
admin-age-never = jamais là
admin-keep = Garder des copies des résultats
admin-loudness = Niveler le volume
admin-label = Mention IA
admin-soundboard = Soundboard
admin-language = Langue des annonces
admin-retention = Textes conservés
admin-grace = Données après mon retrait
admin-defaults = Valeurs par défaut
admin-limits = Limites
admin-blocked = Bloqués
admin-blocked-users = Personnes
admin-blocked-words = Mots
admin-blocked-patterns = Motifs
admin-pick-job = Choisir une demande à annuler ou à republier
panel-overview = Vue d'ensemble
panel-places = Commandes et lieux
panel-limits = Limites
panel-budget = Budget
panel-defaults = Valeurs par défaut
panel-words = Mots et personnes
panel-jobs = Tâches
panel-history = Historique
panel-page = Aller à…
panel-lacking = ⚠️ Salons où il me manque des permissions : { $count }. `/{ cmd-foley-name } { cmd-foley-setup-name }` montre lesquels.
panel-month = Ce mois-ci
panel-preset = Appliquer un préréglage…
panel-pause = Mettre en pause
panel-resume = Reprendre
panel-export = Exporter les réglages
panel-import = Importer des réglages
panel-channels = Où l'on peut m'utiliser (vide : partout)
panel-alerts = Où vont les alertes de budget
panel-system-channel = là où Discord accueille
panel-limits-about = Choisissez une commande pour fixer combien de demandes chaque personne et tout le serveur peuvent faire.
panel-caps-now = Une demande
panel-all-commands = Toutes les commandes ensemble
panel-limit-command = Limiter une commande…
panel-limit-role = Limiter ou libérer un rôle…
panel-limit-other = Autre limite…
panel-caps = Durée, résolution, nombre…
panel-lift = Lever une limite…
panel-no-prices = Aucun prix n'est configuré : les budgets comptent donc ici des secondes.
panel-prices = Une demande typique coûte environ
panel-attention = ⚠️ À vérifier
panel-other-currency = Les budgets en { $currency } n'ont pas d'effet : les prix sont maintenant dans une autre devise.
panel-budget-role = Budget d'un rôle…
panel-budget-edit = Fixer le budget…
panel-usage = Utilisation
panel-defaults-command = Valeurs par défaut d'une commande…
panel-data = Langue et données…
panel-keep = Garder des copies : oui/non
panel-loudness = Niveler le volume : oui/non
panel-label = Mention IA : oui/non
panel-soundboard = Soundboard : oui/non
panel-roles = Rôles autorisés (vide : tout le monde)
panel-people = Personnes bloquées
panel-words-edit = Mots et motifs…
panel-age = Salons avec limite d'âge…
panel-older = Plus anciens
panel-revert = Annuler un changement…
panel-undo = Annuler
panel-unchanged = Rien n'a changé.
panel-expired = Je ne connais plus ce changement. Rien n'a été enregistré ; recommencez-le.
panel-save-anyway = Enregistrer quand même
panel-drop = Ne pas enregistrer
panel-whole-number = « { $value } » n'est pas un nombre entier.
panel-amount = « { $value } » n'est pas un montant comme 12,50.
panel-block-what = Dites quoi bloquer : `{ cmd-foley-option-user-name }`, `{ cmd-foley-option-word-name }` ou `{ cmd-foley-option-pattern-name }`.
preset-tight = Serré
preset-normal = Normal
preset-open = Ouvert
preset-free = Sans limites
preset-day = Au plus par jour : { $things }
change-paused = Je ne prends plus de nouvelles demandes sur ce serveur.
change-resumed = Je reprends les demandes sur ce serveur.
history-paused = { $actor } m'a mis en pause
history-resumed = { $actor } m'a relancé
history-set = { $actor } a modifié « { $setting } » : { $old } → { $new }
history-added = { $actor } a ajouté { $values } à { $setting }
history-removed = { $actor } a retiré { $values } de { $setting }
history-on = { $actor } a activé { $values }
history-off = { $actor } a désactivé { $values }
history-raised = { $actor } a relevé la limite de { $old } à { limit-what } ({ $who })
history-lowered = { $actor } a baissé la limite de { $old } à { limit-what } ({ $who })
history-limited = { $actor } a fixé une limite : { limit-what } ({ $who })
history-lifted = { $actor } a levé la limite : { limit-what } ({ $who })
history-preset-saved = { $actor } a enregistré le préréglage « { $name } » pour ce serveur
history-preset-deleted = { $actor } a supprimé le préréglage « { $name } » de ce serveur
history-cancelled = { $actor } a annulé { $job } de { $owner }
history-posted = { $actor } a republié { $job } de { $owner }
caution-word = « { $word } » est une seule lettre : presque tous les textes seraient bloqués.
caution-zero = Une limite de { limit-what } désactive cela.
caution-frees-all = Tout le monde a ce rôle : plus personne n'aurait cette limite.
caution-shuts = Avec { limit-what }, personne ne peut rien créer avec { $model }.
caution-everyone = Tout le monde a ce rôle : tout le monde serait autorisé.
caution-all-channels = Sans salon choisi, on peut m'utiliser partout.
transfer-exported = Voici les réglages de ce serveur. Importez-les ailleurs avec `/{ cmd-foley-name } { cmd-foley-panel-name }`.
transfer-missing = Absent de ce serveur, donc ignoré : { $missing }
transfer-foreign = Ce n'est pas un fichier de mes réglages. Rien n'a changé.
transfer-old = Ce fichier vient d'une autre version de moi. Exportez-le à nouveau ; rien n'a changé.
transfer-broken = Quelque chose dans ce fichier n'est pas un de mes réglages. Rien n'a changé.
admin-results-permissions = Je ne peux pas y publier. Il me faut : { $permissions }.
admin-default-not-taken = `/{ $command }` n'a pas de valeur par défaut pour `{ $option }`. Retirez-la.
limit-line = { $who } : { $what }
limit-things = { $measure ->
    [money] { $money }
    [seconds] { $kind ->
        [music] { $amount } s de musique
        [sfx] { $amount } s d'effets sonores
        [tts] { $amount } s de voix
        [video] { $amount } s de vidéo
       *[all] { $amount } s de son et de vidéo
    }
   *[count] { $kind ->
        [music] { $amount ->
            [one] { $amount } chanson
           *[other] { $amount } chansons
        }
        [sfx] { $amount ->
            [one] { $amount } effet sonore
           *[other] { $amount } effets sonores
        }
        [tts] { $amount ->
            [one] { $amount } texte lu
           *[other] { $amount } textes lus
        }
        [video] { $amount ->
            [one] { $amount } vidéo
           *[other] { $amount } vidéos
        }
       *[all] { $amount ->
            [one] { $amount } demande
           *[other] { $amount } demandes
        }
    }
 }
limit-what = { $window ->
    [hour] { limit-things } par heure
    [day] { limit-things } par jour
    [month] { limit-things } par mois
   *[once] { limit-things } en même temps
 }
limit-who-user = Chaque personne
limit-who-role = Chaque personne avec { $role }
limit-who-server = Tout le serveur
audit-empty = Rien n'a encore été changé.
usage-title = { $days ->
    [one] Utilisation du dernier jour
   *[other] Utilisation des { $days } derniers jours
 }
usage-empty = Rien n'a été utilisé.
usage-requests = demandes
usage-seconds = secondes
usage-returned = gratuit
usage-days = Par jour
usage-people = Par personne
usage-models = Par modèle
usage-open = { $count } pas encore terminées : comptées selon leur estimation
usage-person = { $who } : { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
 }, { $seconds } s
usage-budget = Reste des limites du serveur
setup-title = Configurer Foley
setup-intro = Tout peut être changé à tout moment ; seules les personnes qui gèrent ce serveur voient ceci.
setup-permissions = Permissions
setup-fine = ✅ { $count ->
    [one] { $count } salon a tout ce qu'il faut
   *[other] { $count } salons ont tout ce qu'il faut
 }
setup-lack = ⚠️ { $channel } : { $permissions }
setup-now = En ce moment
setup-next = Étapes suivantes
setup-steps =
    1️⃣ Donnez-moi les permissions manquantes et appuyez sur *{ setup-again }*.
    2️⃣ Ouvrez `/{ cmd-foley-name } { cmd-foley-panel-name }` : choisissez où l'on peut m'utiliser et où vont les résultats.
    3️⃣ Regardez-y les limites, puis appuyez sur *Faire un essai* (une demande payante).
setup-again = Revérifier
setup-test = Faire un essai (payant)
setup-no-test = Rien à essayer : activez d'abord `/{ cmd-sfx-name }`, `/{ cmd-music-name }` ou `/{ cmd-video-name }`.
setup-choose-results = Où vont les résultats (vide : là où ils sont demandés)
setup-choose-kinds = Commandes actives
permission-read-message-history = Voir les anciens messages
welcome =
    👋 Merci d'avoir ajouté **Foley** : musique, effets sonores, voix et vidéo à partir d'une phrase.
    1️⃣ Essayez : `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:une porte qui grince` ou `/{ cmd-music-name } { cmd-music-prompt-name }:pluie calme`.
    2️⃣ Ce serveur commence avec le préréglage **{ $preset }**. { $about }
    3️⃣ Les admins le changent avec `/{ cmd-foley-name } { cmd-foley-panel-name }` ; `/{ cmd-foley-name } { cmd-foley-setup-name }` montre les permissions manquantes.
welcome-back =
    👋 Merci d'avoir ajouté **Foley** : musique, effets sonores, voix et vidéo à partir d'une phrase.
    1️⃣ Essayez : `/{ cmd-sfx-name } { cmd-sfx-prompt-name }:une porte qui grince` ou `/{ cmd-music-name } { cmd-music-prompt-name }:pluie calme`.
    2️⃣ Les admins voient et changent les réglages avec `/{ cmd-foley-name } { cmd-foley-panel-name }` ; `/{ cmd-foley-name } { cmd-foley-setup-name }` montre les permissions manquantes.

## Refused by the server's rules

rules-admins-only = Seules les personnes qui gèrent ce serveur peuvent faire cela.
rules-paused = Je suis en pause sur ce serveur. Un admin peut y mettre fin avec `/{ cmd-foley-name } { cmd-foley-resume-name }`.
rules-blocked-user = Les admins de ce serveur vous ont bloqué : vous ne pouvez pas m'utiliser.
rules-kind-off-music = La musique est désactivée sur ce serveur.
rules-kind-off-sfx = Les effets sonores sont désactivés sur ce serveur.
rules-kind-off-tts = La voix est désactivée sur ce serveur.
rules-kind-off-video = La vidéo est désactivée sur ce serveur.
rules-channel = On ne peut pas m'utiliser dans ce salon. Utilisez : { $channels }
rules-role = Ici, seules les personnes ayant un de ces rôles peuvent m'utiliser : { $roles }
rules-age-only = Sur ce serveur, on ne peut m'utiliser que dans les salons avec limite d'âge.
rules-age-never = Sur ce serveur, on ne peut pas m'utiliser dans les salons avec limite d'âge.
rules-blocked-text = Ce texte contient quelque chose d'interdit sur ce serveur. Veuillez le reformuler.
rules-patterns-slow = Les motifs de mots de ce serveur sont trop longs à vérifier. Réessayez dans un moment et demandez à un admin de les simplifier.
rules-word-empty = Ce mot n'a aucun caractère visible.
rules-word-long = Un mot bloqué peut avoir au plus { $limit } caractères.
rules-not-blocked = Ce n'est pas bloqué.
rules-pattern-bad = Ce n'est pas une expression régulière utilisable (RE2) : { $reason }
rules-pattern-empty = Ce motif correspond à tout. Précisez-le.
rules-pattern-large = Ce motif est trop grand. Simplifiez-le.
rules-pattern-long = Un motif peut avoir au plus { $limit } caractères.
rules-too-many-words = Au plus { $limit } mots peuvent être bloqués.
rules-too-many-patterns = Au plus { $limit } motifs peuvent être bloqués.
rules-too-many-limits = Il peut y avoir au plus { $limit } limites.
rules-too-many-users = Au plus { $limit } personnes peuvent être bloquées.
rules-too-many-channels = Au plus { $limit } salons peuvent être listés.
rules-too-many-roles = Au plus { $limit } rôles peuvent être listés.
rules-all-kinds-off = Au moins une commande doit rester active. `/{ cmd-foley-name } { cmd-foley-pause-name }` arrête tout.
rules-video-too-long = Sur ce serveur, une vidéo dure au plus { $limit } s ; celle-ci durerait environ { $asked } s. Mettez `{ cmd-video-duration-name }` à { $limit } ou moins.
rules-video-too-sharp = Sur ce serveur, une vidéo a au plus { $limit } ; celle-ci aurait { $asked }. Mettez `{ cmd-video-resolution-name }` à { $limit } ou moins.
rules-count = Sur ce serveur, une demande en comporte au plus { $limit } ; celle-ci en comporte { $asked }. Mettez `{ cmd-music-count-name }` à { $limit } ou moins.
rules-cap-seconds = La vidéo la plus longue va de 1 à { $limit } s.
rules-cap-count = Le maximum par demande va de 1 à { $limit }.
rules-limit-amount = Une limite doit être entre 0 et { $limit }.
rules-limit-window = Une limite a besoin d'une période ; ce qui tourne en même temps n'en a pas.
rules-limit-role = Une limite pour un rôle a besoin du rôle.
rules-limit-missing = Cette limite n'existe pas.
rules-retention = Les textes peuvent être conservés de 0 à { $limit } jours.
rules-grace = Les données peuvent être conservées de 0 à { $limit } jours après mon retrait.
refusal-paused-all = Je suis en pause pour maintenance. Réessayez plus tard.
refusal-draining = Je vais être mis à jour et n'accepte plus de demandes. Réessayez dans quelques minutes.
quota-never-fits = { $measure ->
    [money] Cela coûterait environ { $asked }
    [seconds] Cela ferait environ { $asked } s
   *[count] Cela ferait { $asked } demandes
 } ; la limite est de { limit-what }.

## Everybody's own data

privacy-exported = Voici toutes les données que je conserve sur vous.
privacy-question = Ceci supprime toutes vos demandes, tous vos résultats et tous vos réglages, sur tous les serveurs ; ce qui tourne encore est annulé. C'est irréversible. Les messages déjà dans Discord restent.
privacy-confirm = Supprimer mes données
privacy-deleted = C'est fait. { $jobs ->
    [one] { $jobs } de vos demandes a été supprimée.
   *[other] { $jobs } de vos demandes ont été supprimées.
 }
privacy-cancelled = { $count ->
    [one] { $count } était encore ouverte et a été annulée.
   *[other] { $count } étaient encore ouvertes et ont été annulées.
 }
privacy-billed = { $count ->
    [one] { $count } était déjà chez le fournisseur, n'a pas pu être arrêtée et peut encore être facturée.
   *[other] { $count } étaient déjà chez le fournisseur, n'ont pas pu être arrêtées et peuvent encore être facturées.
 }
privacy-pending = { $count ->
    [one] { $count } est en cours d'envoi ou de publication. Elle sera supprimée dans quelques minutes.
   *[other] { $count } sont en cours d'envoi ou de publication. Elles seront supprimées dans quelques minutes.
 }

## The operator

operator-title = État
operator-only = Seul l'exploitant de ce bot peut faire cela.
operator-servers = Serveurs : { $count }
operator-paused = ⏸️ En pause : rien de nouveau n'est accepté ni envoyé.
operator-draining = 🚰 Vidange : rien de nouveau n'est accepté.
operator-line = 🛠️ Ligne de maintenance : { $line }
operator-poller = Surveillance
operator-turned = Dernier tour il y a { $turned } · { $watched } surveillées · { $waiting } à publier
operator-elsewhere = Un autre processus fait le travail.
operator-budgets = Budgets (utilisé / permis par seconde · en attente)
operator-jobs = Demandes ouvertes
operator-oldest = La plus ancienne : { $job }, { $when }
operator-held = Retenues : { $count }
operator-faults = Erreurs du dernier jour
operator-left = J'ai quitté { $server }.
operator-no-server = Je ne suis sur aucun serveur avec cet identifiant.
operator-own-server = C'est le serveur de l'exploitant.
operator-maintenance-long = La ligne peut avoir au plus { $limit } caractères.

## Choices of commands

choice-count = demandes
choice-seconds = secondes de son et de vidéo
choice-money = argent
choice-at-once = demandes en même temps
choice-hour = par heure
choice-day = par jour
choice-month = par mois

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = Règles, limites et utilisation de Foley sur ce serveur
cmd-foley-block-name = bloquer
cmd-foley-block-description = Bloquer une personne, un mot ou un motif
cmd-foley-option-user-name = personne
cmd-foley-option-user-description = Quelle personne
cmd-foley-option-word-name = mot
cmd-foley-option-word-description = Un mot ou une expression, quelle que soit l'orthographe
cmd-foley-option-pattern-name = motif
cmd-foley-option-pattern-description = Une expression régulière (RE2)
cmd-foley-pause-name = pause
cmd-foley-pause-description = Ne plus rien accepter sur ce serveur ; ce qui tourne continue
cmd-foley-resume-name = reprendre
cmd-foley-resume-description = Accepter de nouveau les demandes sur ce serveur
cmd-foley-usage-name = utilisation
cmd-foley-usage-description = Utilisation par jour, commande et personne, avec un graphique
cmd-foley-option-days-name = jours
cmd-foley-option-days-description = Combien de jours
cmd-foley-jobs-name = tâches
cmd-foley-jobs-description = Toutes les demandes du serveur : annuler ou republier
cmd-foley-panel-name = panneau
cmd-foley-panel-description = Tout ce que je fais ici, au même endroit
cmd-foley-export-name = exporter
cmd-foley-export-description = Les réglages de ce serveur dans un fichier
cmd-foley-option-chart-name = graphique
cmd-foley-option-chart-description = Ce que montre le graphique
cmd-foley-setup-name = configurer
cmd-foley-setup-description = Un guide : permissions manquantes, premiers réglages, un essai
cmd-operator-name = opérateur
cmd-operator-description = Exploiter ce bot
cmd-operator-status-name = état
cmd-operator-status-description = Surveillance, budgets, plus ancienne demande, erreurs par code
cmd-operator-pause-name = pause
cmd-operator-pause-description = Ne rien accepter ni envoyer, sur tous les serveurs
cmd-operator-resume-name = reprendre
cmd-operator-resume-description = Mettre fin à une pause ou une vidange
cmd-operator-drain-name = vidange
cmd-operator-drain-description = Ne rien accepter de nouveau partout, finir ce qui existe
cmd-operator-maintenance-name = maintenance
cmd-operator-maintenance-description = Une ligne dans chaque message d'état ; vide : la retirer
cmd-operator-maintenance-line-name = ligne
cmd-operator-maintenance-line-description = Ce qu'elle dit
cmd-operator-leave-name = quitter
cmd-operator-leave-description = Quitter un serveur
cmd-operator-leave-server-name = serveur
cmd-operator-leave-server-description = L'identifiant du serveur
cmd-privacy-name = confidentialité
cmd-privacy-description = Les données que je conserve sur vous
cmd-privacy-export-name = exporter
cmd-privacy-export-description = Obtenir toutes les données que je conserve sur vous, en JSON
cmd-privacy-delete-name = supprimer
cmd-privacy-delete-description = Supprimer toutes les données que je conserve sur vous
cmd-preset-name = préréglage
cmd-preset-description = Enregistrer une demande et la réutiliser
cmd-preset-save-name = enregistrer
cmd-preset-save-description = Enregistrer une de vos demandes sous un nom
cmd-preset-save-name-name = nom
cmd-preset-save-name-description = Comment l'appeler
cmd-preset-save-id-name = id
cmd-preset-save-id-description = Quelle demande ; sinon votre dernière ici
cmd-preset-save-server-name = serveur
cmd-preset-save-server-description = Pour tout le monde sur ce serveur (admins)
cmd-preset-use-name = utiliser
cmd-preset-use-description = Refaire une demande enregistrée
cmd-preset-use-name-name = nom
cmd-preset-use-name-description = Lequel
cmd-preset-use-prompt-name = description
cmd-preset-use-prompt-description = D'autres mots, lancés aussitôt ; sinon, voir et modifier avant
cmd-preset-list-name = liste
cmd-preset-list-description = Lister vos préréglages et ceux de ce serveur
cmd-preset-delete-name = supprimer
cmd-preset-delete-description = Supprimer un préréglage
cmd-preset-delete-name-name = nom
cmd-preset-delete-name-description = Lequel

## Saved requests

preset-saved = ✅ Enregistré sous **{ $name }**. `/{ cmd-preset-name } { cmd-preset-use-name }` le refait, avec les mêmes mots ou d'autres.
preset-replaced = ✅ Enregistré sous **{ $name }**, à la place de celui qui s'appelait ainsi.
preset-deleted = **{ $name }** supprimé.
preset-files = Ses fichiers ne sont pas conservés : joignez-les de nouveau à l'utilisation.
preset-unknown = Aucun préréglage ne s'appelle ainsi. `/{ cmd-preset-name } { cmd-preset-list-name }` montre les vôtres et ceux de ce serveur.
preset-nothing = Vous n'avez encore rien fait ici qui puisse être enregistré. Faites d'abord quelque chose.
preset-name = Un préréglage a besoin d'un nom lisible, sans deux-points.
preset-too-many = { $limit } préréglages au plus. Supprimez-en un d'abord.
preset-none = Pas encore de préréglages. Faites quelque chose, puis enregistrez-le avec `/{ cmd-preset-name } { cmd-preset-save-name }`.
preset-own = Les vôtres
preset-server = Ce serveur

## What is left, what is used up, and what a limit allows

quota-left-off = { $scope ->
    [server] Tout le serveur : désactivé, la limite est de 0
   *[person] Désactivé pour vous : votre limite est de 0
 }
quota-left = { $scope ->
    [server] Tout le serveur : encore { $left } sur { limit-what }
   *[person] Encore { $left } sur { limit-what }
 }
quota-used-at-once = { $scope ->
    [server] Déjà en cours sur ce serveur : { limit-things }. Attendez qu'une demande se termine.
   *[person] Déjà en cours chez vous : { limit-things }. Attendez qu'une demande se termine.
 }
quota-used-off = { $scope ->
    [server] C'est désactivé sur ce serveur : un admin a mis sa limite à 0.
   *[person] C'est désactivé pour vous : un admin de ce serveur a mis votre limite à 0.
 }
quota-used = { $scope ->
    [operator] Le budget commun à tous les serveurs est épuisé ; je ne peux pas lancer cela maintenant.
    [server] Cela dépasserait la limite de ce serveur : { limit-what }.
   *[person] Cela dépasserait votre limite : { limit-what }.
 }
quota-fewer = Il ne reste de place que pour { $fits } sur { $asked } : { $scope ->
    [server] limite de ce serveur, { limit-what }.
    [operator] budget commun à tous les serveurs.
   *[person] votre limite, { limit-what }.
 } Je n'en ai lancé aucune.
quota-warning = { $scope ->
    [operator] ⚠️ { $percent } % de mon budget pour tous les serveurs ({ limit-what }) sont utilisés. Remise à zéro { $free }.
   *[server] ⚠️ { $percent } % de la limite de ce serveur ({ limit-what }) sont utilisés. Remise à zéro { $free }.
 }
cost-estimate = Cela coûtera environ { $cost }.
