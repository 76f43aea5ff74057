# French. Keys and variables are those of the master, en-US.

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
state-queued = En attente d'une place libre chez Tencent Cloud
state-waiting-music = Composition de votre musique
state-waiting-sfx = Création de votre bruitage
state-waiting-tts = Lecture de votre texte
state-waiting-video = Tournage de votre vidéo
state-percent = { $percent } %
state-position = Position { $position } sur { $length } sur ce serveur
state-asked = Demandé { $when }
state-started = commencé { $when }
state-usual = D'habitude prêt en { $usual }
state-slower = Plus lent que d'habitude (le plus souvent { $usual }), toujours en cours
state-ready = Terminé, préparation de la publication
state-done = Terminé en { $took }
state-jump = Aller au résultat
state-removed = le résultat a été supprimé
state-sent-directly = envoyé à { $person } en message privé
state-held = Terminé, mais je ne peux pas publier dans ce salon et vos messages privés sont fermés. Je le garde : appuyez sur *Publier maintenant* quand le salon fonctionne de nouveau, ou utilisez `/jobs show`.
state-cancelled = Annulé.
state-cancelled-by = Annulé par { $person }.
stage-fetching = Terminé, récupération du fichier
stage-fitting = Terminé, adaptation du fichier à la limite d'envoi de Discord
stage-posting = Terminé, mise en ligne

## Endings without a result

ending-failed-title = Ça n'a pas marché
ending-failed = Tencent Cloud n'a pas pu terminer celle-ci.
ending-refused-title = Non acceptée
ending-refused = Tencent Cloud n'a pas accepté cette demande.
ending-unknown-title = Issue inconnue
ending-unknown = La demande a été envoyée, mais aucune réponse lisible n'est revenue.
ending-abandoned-title = Attente abandonnée
ending-abandoned = Tencent Cloud n'a pas terminé dans notre délai d'attente maximal.
ending-goes-on-title = Finalement, ça continue
ending-goes-on = Le fournisseur a bien cette demande, ne la renvoyez donc pas. Je la suis et publierai le résultat ici.
ending-lost-title = Créé, mais le fichier a disparu
call-failed = { $person } votre demande a échoué.
call-refused = { $person } votre demande n'a pas été acceptée.
call-unknown = { $person } je ne sais pas si votre demande a démarré.
call-abandoned = { $person } votre demande ne s'est pas terminée à temps.
charged-no = Rien n'a été facturé.
charged-maybe = Tencent Cloud l'a peut-être facturée.
charged-maybe-cancelled = Tencent Cloud l'avait déjà prise en charge et peut encore la facturer.
charged-unknown = Elle a peut-être démarré et été facturée, ou peut-être pas.
charged-lost = La création a eu lieu, elle a donc été facturée.
advice-failed = Vous pouvez la relancer ou d'abord la modifier ; ce sera une nouvelle demande payante.
advice-refused = Modifiez-la et renvoyez-la.
advice-unknown = Ne la renvoyez que si une double facturation vous convient.
advice-unknown-searched = Pendant une heure, je continue de la chercher dans la liste des tâches du fournisseur. Si une seule correspond, je poursuis avec elle et publie le résultat ici.
advice-abandoned = Appuyez sur *{ button-look }* et je redemanderai ; cela ne coûte rien.
advice-lost = *{ button-again }* en crée un nouveau : c'est une nouvelle demande payante.

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
remark-not-fetched = Le fichier n'a pas pu être récupéré, voici donc un lien.
remark-incomplete = Le fichier livré est incomplet, voici donc un lien.
remark-link-dead = Le fichier n'existe plus chez Tencent Cloud et il n'en reste aucune copie ici.
remark-part-refused = Discord a refusé une partie de ce message, je l'ai donc retirée.
direct-from = Depuis **{ $server }**, { $channel }.
direct-server-unknown = un serveur où je ne suis plus
direct-why-gone = Ce salon n'existe plus.
direct-why-access = Je ne vois plus ce salon.
direct-why-permission = Je n'ai pas le droit d'y publier.
direct-why-thread = Ce fil est archivé ou verrouillé.
direct-why-other = Je n'ai pas pu y publier.
remark-not-media = Le fichier n'est ni un son ni une vidéo que je sache lire, voici donc un lien.
remark-no-voice-message = Publié comme fichier : je n'ai pas le droit d'envoyer des messages vocaux ici.
remark-voice-too-large = Publié comme fichier : en message vocal, ce serait trop volumineux ici.
remark-voice-not-made = Publié comme fichier : impossible d'en faire un message vocal.
remark-link-too-long = Le lien est trop long pour être affiché ici.

## Buttons

button-again = Encore
button-look = Vérifier encore
button-edit = Modifier et lancer
button-retry = Réessayer
button-voice = Message vocal
button-details = Détails
button-cancel = Annuler
button-resubmit = Renvoyer
button-delete = Supprimer
button-more = Plus…
button-remove = Supprimer pour tous
repair-choose = Corriger : choisir quoi changer
repair-without = Sans { $option }
button-deliver = Publier maintenant
button-deliver-again = Republier

## Answers to buttons and commands

answer-cancelled = Annulé. Rien n'a été facturé.
answer-cancelled-stopped = Annulé, et Tencent Cloud a cessé d'y travailler.
answer-cancelled-unstoppable = Annulé : le résultat ne sera pas publié. Tencent Cloud ne peut plus être arrêté et peut encore le facturer.
answer-deleted = Supprimé.
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
answer-modal-used = Cette fenêtre a déjà été envoyée ; votre demande est en route.
answer-modal-gone = Je ne connais plus cette fenêtre : elle est restée ouverte longtemps, ou j'ai été redémarré. Relancez la commande ; rien n'a été lancé.
details-title = Détails
details-command = Commande à copier
details-command-file = La commande exacte est dans le fichier joint.
details-attach = À joindre de nouveau
details-ids = Identifiants
details-times = Heures
details-job = Tâche
details-task = Tâche chez Tencent Cloud
details-request = Identifiant de requête Tencent Cloud
details-code = Code
details-asked = Demandé
details-sent = Envoyé
details-accepted = Accepté
details-ended = Terminé
details-posted = Publié
details-state = État
details-loudness = Niveau sonore
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
modal-edit-sfx = Modifier et lancer : bruitage
modal-edit-tts = Modifier et lancer : lecture
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
field-form = Publier comme
field-audio = Son
field-instrumental = Chant
field-resolution-aspect = Résolution et format d'image
field-resolution-aspect-hint = Par exemple : 1080P 16:9
field-empty-is-model = Laissez vide pour laisser le modèle choisir
choice-mp3 = MP3
choice-wav = WAV
choice-file = Fichier
choice-voice = Message vocal
choice-vocals = Avec chant
choice-instrumental = Instrumental
choice-either = Au choix du modèle
choice-sound = Avec son
choice-silent = Muet
refusal-number = « { $value } » dans *{ $field }* n'est pas un nombre entier.
refusal-shape = « { $value } » n'est pas une résolution suivie d'un format d'image, comme 1080P 16:9.

## Refusals

refusal = Ce n'est pas possible.
refusal-job-not-found = Cette tâche n'existe pas ici, ou vous ne pouvez pas la voir.
refusal-unavailable = Je ne peux pas accepter de demandes pour l'instant. Rien n'a été lancé ; réessayez dans une minute.
refusal-store-unavailable = Ma base de données est injoignable pour l'instant. Rien n'a été lancé ; réessayez dans une minute.
refusal-stopping = Je suis en train de redémarrer. Rien n'a été lancé ; réessayez dans une minute.
refusal-next-free = La prochaine place se libère { $when }.
refusal-not-yours = Seule la personne qui a fait cette demande, ou un modérateur, peut faire cela.
refusal-moderators-only = Seuls les modérateurs peuvent faire cela.
refusal-cancel-submitting = L'envoi a lieu en ce moment même et ne peut pas être annulé. Réessayez dans quelques secondes.
refusal-cancel-too-late = C'est déjà terminé ; il n'y a rien à annuler.
refusal-not-unknown = Je sais maintenant où en est cette tâche : il n'y a rien à renvoyer.
refusal-not-abandoned = Je n'ai pas abandonné cette tâche : il n'y a rien à vérifier.
refusal-already-resubmitted = Elle a déjà été renvoyée.
refusal-not-ended = Elle n'est pas encore terminée, ou a été annulée.
refusal-being-posted = La publication est en cours.
refusal-clip-running = Votre dernier message vocal est encore en préparation. Réessayez dans un instant.
refusal-no-sound = Cette tâche n'a pas de son dont faire un message vocal.
refusal-not-in-server = Foley ne fonctionne que sur les serveurs. Utilisez-le dans un salon d'un serveur auquel il a été ajouté.
refusal-channel-unknown = Je ne connais pas ce type de salon et ne peux rien y publier. Veuillez utiliser un salon textuel.
refusal-bot-not-in-server = Foley lui-même n'est pas sur ce serveur. Demandez à un admin de l'ajouter avec le scope *bot*.
refusal-bot-permissions = Je ne peux pas publier de résultat ici : il me faut ces permissions dans ce salon : { $permissions }.
refusal-thread-locked = Ce fil est verrouillé, je ne pourrais pas y publier de résultat. Déverrouillez-le ou utilisez un autre salon.
refusal-forum = Je ne peux pas publier dans un forum lui-même. Utilisez la commande dans un de ses posts.
permission-view-channel = Voir le salon
permission-send-messages = Envoyer des messages
permission-send-messages-in-threads = Envoyer des messages dans les fils
permission-embed-links = Intégrer des liens
permission-attach-files = Joindre des fichiers

## Errors

error-internal = Un problème est survenu de notre côté. Si vous attendiez un résultat, /jobs vous dit où il en est.
error-id = Un problème est survenu de notre côté. S'il se répète, donnez cet identifiant à la personne qui exploite ce bot : `{ $id }`
error-config = Ce bot est mal configuré. Son exploitant doit s'en occuper.
error-unreachable = Un service dont ce bot a besoin est injoignable pour l'instant.
error-store = Ma base de données a eu un problème. Rien de nouveau n'a été lancé.
provider-error = Tencent Cloud a eu un problème.
provider-not-sent = Tencent Cloud est injoignable.
provider-later = Tencent Cloud est occupé pour l'instant.
provider-rejected = Tencent Cloud n'a pas accepté cette demande.
provider-unknown = La demande a été envoyée, mais aucune réponse lisible n'est revenue.
job-abandoned = Tencent Cloud n'a pas terminé dans notre délai d'attente maximal.
job-unsent-too-long = Je n'ai pas pu lancer cette demande en une journée, je l'ai donc annulée.
job-not-sent = Un problème est survenu de mon côté avant l’envoi.
fetch-failed = Le résultat n'a pas pu être téléchargé. Le lien fonctionne peut-être encore.
fetch-forbidden = Le résultat se trouve à une adresse depuis laquelle Foley ne télécharge pas.
fetch-gone = Le lien vers le résultat ne fonctionne plus.
fetch-too-large = Le résultat est plus gros que ce que Foley télécharge.
media-failed = Le résultat n'a pas pu être préparé pour Discord.
media-unreadable = Le fichier fourni ne contient ni son ni image lisible.
media-incomplete = Le fichier livré est incomplet.
media-too-large = Le résultat ne peut pas être assez réduit pour ce serveur sans être abîmé.
media-worker-died = La préparation du résultat prenait trop de temps ou de mémoire et a été arrêtée.
media-no-sound = Ceci n'a pas de son.
message-failed = Discord n'a pas accepté le message.

## What Tencent Cloud said

tencent-moderation = Le contrôle de contenu de Tencent Cloud a refusé ce texte ou cette référence. Veuillez reformuler.
tencent-bad-input = Tencent Cloud ne peut pas travailler avec ces options ({ $code }). Choisissez-en d'autres.
tencent-model = Tencent Cloud ne propose pas ce modèle ou cette version. Choisissez-en un autre.
tencent-reference = Tencent Cloud n'a pas pu utiliser le fichier de référence. Donnez-en un autre, ou un fichier que tout le monde peut télécharger.
tencent-text-too-long = Ce texte est trop long pour être lu en une fois. Raccourcissez-le.
tencent-speech-refused = Tencent Cloud a refusé de lire ce texte ({ $code }). Vérifiez la voix et le texte.
tencent-size = Cette demande ou sa réponse est trop grosse pour Tencent Cloud.
tencent-rate = Trop de demandes en ce moment. Un nouvel essai aura lieu.
tencent-busy = Tencent Cloud travaille déjà sur autant de tâches qu'il nous en accorde. Un nouvel essai aura lieu quand l'une se terminera.
tencent-capacity = Tencent Cloud n'a pas de capacité pour cela en ce moment. Réessayez plus tard.
tencent-trouble = Tencent Cloud a du mal à répondre ({ $code }).
tencent-keys = Tencent Cloud n'accepte pas la clé API du bot ({ $code }). L'exploitant de ce bot doit y remédier.
tencent-token = Le jeton Tencent Cloud temporaire du bot est incorrect ou a expiré. L'exploitant de ce bot doit le renouveler.
tencent-clock = L'horloge de la machine du bot est fausse, Tencent Cloud refuse donc sa signature. L'exploitant de ce bot doit la régler.
tencent-permission = La clé API du bot n'a pas le droit de faire cela chez Tencent Cloud ({ $code }). L'exploitant de ce bot doit l'y autoriser.
tencent-not-enabled = Ce produit Tencent Cloud n'est pas activé pour le compte du bot. L'exploitant de ce bot doit l'activer.
tencent-arrears = Le compte Tencent Cloud du bot a des impayés. L'exploitant de ce bot doit les régler.
tencent-quota = Le quota du bot chez Tencent Cloud est épuisé. L'exploitant de ce bot doit l'augmenter.
tencent-sub-app-id = Tencent Cloud demande un autre identifiant d'application VOD (FOLEY_VOD_SUB_APP_ID). L'exploitant de ce bot doit le définir.
tencent-bucket = L'espace de stockage des résultats n'existe pas. L'exploitant de ce bot doit y remédier.
tencent-address = Tencent Cloud ne dessert pas l'adresse ou la région de ce bot ({ $code }). L'exploitant de ce bot doit y remédier.
tencent-unknown-field = Ce serveur Tencent Cloud ne connaît pas une option envoyée par le bot ({ $code }). Prévenez l'exploitant de ce bot.
tencent-outdated = Tencent Cloud ne propose plus cet appel ({ $code }). Prévenez l'exploitant de ce bot.
tencent-failed = Tencent Cloud n'a pas pu le faire ({ $code }).
tencent-task-gone = Tencent Cloud ne connaît plus cette tâche.
tencent-cannot-stop = Tencent Cloud ne peut plus arrêter cette tâche.
tencent-task-failed = Le fournisseur a arrêté le travail sans donner de raison que je connaisse. Ses propres mots sont dans les détails ; d'autres mots ou options peuvent marcher.
tencent-task-input = Le fournisseur ne peut pas travailler avec ces options. Choisissez-en d'autres.
tencent-inner = Le fournisseur a eu un problème de son côté. Un nouvel essai peut aider.
tencent-model-failed = Le modèle n'a rien pu en tirer. Un nouvel essai peut aider.
tencent-task-stopped = Cette tâche a été arrêtée chez Tencent Cloud.
tencent-task-timeout = Tencent Cloud y a mis trop de temps et a abandonné. Un nouvel essai peut aider.
tencent-speech-failed = Tencent Cloud n'a pas pu lire ce texte ({ $code }).
tencent-no-result = Tencent Cloud dit que c'est terminé, mais n'a envoyé aucun fichier.

## The database

store-refused = La base de données est inutilisable : { $detail }
store-refused-foreign = La base de données { $path } appartient à un autre programme. Donnez-en une propre à Foley dans FOLEY_DATABASE_URL.
store-refused-junk = { $path } n’est pas une base de données. Indiquez le bon fichier, ou déplacez celui-ci.
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
catalog-version-not-taken = { $model } ne prend pas de version. Retirez `version`.
catalog-text-empty = `{ $option }` est vide.
catalog-text-long = `{ $option }` compte { $length } caractères ; { $limit } au plus sont possibles.
catalog-lyrics-long = `lyrics` compte { $length } caractères ; { $limit } au plus sont possibles.
catalog-lyrics-and-instrumental = `lyrics` et `instrumental` s'excluent. Retirez l'un des deux.
catalog-lyrics-not-taken = { $model } ne prend pas de paroles. { $count ->
    [0] Retirez `lyrics`.
   *[other] Retirez `lyrics` ou choisissez parmi : { $others }.
 }
catalog-lyrics-needed = { $model } a besoin de paroles. { $count ->
    [0] Ajoutez `lyrics`.
   *[other] Ajoutez `lyrics` ou choisissez parmi : { $others }.
 }
catalog-instrumental-not-taken = { $model } ne sait pas se limiter à l'instrumental. { $count ->
    [0] Retirez `instrumental`.
   *[other] Retirez `instrumental` ou choisissez parmi : { $others }.
 }
catalog-reference-not-taken = { $model } ne prend pas de son de référence. { $count ->
    [0] Retirez `reference`.
   *[other] Retirez `reference` ou choisissez parmi : { $others }.
 }
catalog-format-not-offered = { $model } ne produit pas de fichiers { $format }. Choisissez parmi : { $offered }.
catalog-duration-not-taken = { $model } décide lui-même de la durée. { $count ->
    [0] Retirez `duration`.
   *[other] Retirez `duration` ou choisissez parmi : { $others }.
 }
catalog-duration-not-offered = { $model } ne peut pas faire { $duration } secondes. { $count ->
    [0] Choisissez une `duration` de { $offered }.
   *[other] Choisissez une `duration` de { $offered }, ou parmi : { $others }.
 }
catalog-duration-resolution = { $model } ne fait { $duration } secondes qu'avec une `resolution` de { $offered }. { $count ->
    [0] Choisissez celle-ci, ou une autre `duration`.
   *[other] Choisissez celle-ci, une autre `duration`, ou parmi : { $others }.
 }
catalog-duration-and-video = La durée suit la vidéo. Retirez `duration` ou la vidéo.
catalog-video-not-taken = { $model } ne prend pas de vidéo. { $count ->
    [0] Retirez la vidéo.
   *[other] Retirez la vidéo ou choisissez parmi : { $others }.
 }
catalog-resolution-not-taken = { $model } décide lui-même de la résolution. { $count ->
    [0] Retirez `resolution`.
   *[other] Retirez `resolution` ou choisissez parmi : { $others }.
 }
catalog-resolution-not-offered = { $model } ne produit pas de { $resolution }. { $count ->
    [0] Choisissez parmi : { $offered }.
   *[other] Choisissez parmi : { $offered } ; ou l'un de ces modèles : { $others }.
 }
catalog-aspect-not-taken = { $model } décide lui-même du format d'image. { $count ->
    [0] Retirez `aspect`.
   *[other] Retirez `aspect` ou choisissez parmi : { $others }.
 }
catalog-aspect-not-offered = { $model } ne produit pas de { $aspect }. { $count ->
    [0] Choisissez parmi : { $offered }.
   *[other] Choisissez parmi : { $offered } ; ou l'un de ces modèles : { $others }.
 }
catalog-aspect-and-image = Avec { $model }, c'est l'image qui fixe le format. { $count ->
    [0] Retirez `aspect` ou `image`.
   *[other] Retirez `aspect` ou `image`, ou choisissez parmi : { $others }.
 }
catalog-audio-not-taken = { $model } ne produit pas de son. { $count ->
    [0] Retirez `audio`.
   *[other] Retirez `audio` ou choisissez parmi : { $others }.
 }
catalog-audio-resolution = { $model } ne produit du son qu'avec une `resolution` de { $offered }. { $count ->
    [0] Choisissez celle-ci, ou retirez `audio`.
   *[other] Choisissez celle-ci, retirez `audio`, ou choisissez parmi : { $others }.
 }
catalog-image-not-taken = { $model } ne prend pas d'image. { $count ->
    [0] Retirez `image`.
   *[other] Retirez `image` ou choisissez parmi : { $others }.
 }
catalog-image-needed = { $model } a besoin d'une image de départ. { $count ->
    [0] Ajoutez `image`.
   *[other] Ajoutez `image` ou choisissez parmi : { $others }.
 }
catalog-last-image-alone = Une image de fin demande une image de départ. Ajoutez `image` ou retirez `last_image`.
catalog-last-image-not-taken = { $model } ne prend pas d'image de fin. { $count ->
    [0] Retirez `last_image`.
   *[other] Retirez `last_image` ou choisissez parmi : { $others }.
 }
catalog-last-image-resolution = { $model } ne prend une image de fin qu'avec une `resolution` de { $offered }. { $count ->
    [0] Choisissez celle-ci, ou retirez `last_image`.
   *[other] Choisissez celle-ci, retirez `last_image`, ou choisissez parmi : { $others }.
 }
catalog-url-scheme = `{ $option }` doit être une adresse commençant par https:// ou http://.
catalog-url-bad = `{ $option }` n'est pas une adresse web.
catalog-url-long = L'adresse dans `{ $option }` est trop longue.
catalog-url-credentials = L'adresse dans `{ $option }` contient un nom d'utilisateur ou un mot de passe. Utilisez une adresse publique.
catalog-url-private = L'adresse dans `{ $option }` n'est pas joignable depuis internet. Utilisez une adresse publique ou joignez le fichier.
reference-dead = Je ne peux rien télécharger à l'adresse donnée dans `{ $option }` ({ $reason }), le fournisseur non plus. Donnez une adresse que tout le monde peut télécharger, ou joignez le fichier. Rien n'a été lancé.
reference-not-media = L'adresse donnée dans `{ $option }` mène à { $kind ->
    [video] autre chose qu'une vidéo
    [image] autre chose qu'une image
   *[audio] autre chose qu'un fichier audio
 }. Donnez l'adresse directe du fichier, ou joignez-le. Rien n'a été lancé.
catalog-voice-bad = Ce n'est pas une voix. Choisissez-en une dans la liste.
catalog-language-unknown = Il n'y a pas de langue « { $language } ». Choisissez-en une dans la liste.
catalog-pitch-not-offered = `pitch` doit être entre { $lowest } et { $highest }.
catalog-sample-rate-not-offered = Un `sample_rate` de { $rate } n'est pas possible. Choisissez parmi : { $offered }.
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
attachment-expired = Le fichier joint à l'époque n'existe plus. Relance la commande en le joignant à nouveau.
answer-not-made = Rien n'a été créé ; seule la personne qui a demandé voit pourquoi.
tts-nothing-to-say = Il n'y a rien à dire dans ce texte : pas de mots, seulement des emojis ou des signes. Rien n'a été facturé.
tts-voices-unknown = Je n'ai pas encore la liste des voix. Réessayez dans une minute. Rien n'a été facturé.
tts-no-voice = Je n'ai aucune voix qui parle { $language }. Choisissez-en une avec `{ cmd-tts-voice-name }`, ou précisez `{ cmd-tts-language-name }`. Rien n'a été facturé.
menu-read-aloud = Lire à voix haute
menu-no-words = Il n'y a rien à lire dans ce message : il ne contient ni texte ni fichier `.txt`.
tts-option-instant = `{ $option }` fonctionne pour les textes de { $limit } caractères au plus, sans `pitch` ni `translate_to`. Retirez-le ou raccourcissez le texte.
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
refusal-command-changed = Discord a encore une ancienne version de cette commande : rien n'a été lancé. Veuillez réessayer dans un instant.
jobs-list-title = Demandes
jobs-list-empty = Il n'y en a aucune.
jobs-list-more = Plus anciennes : /jobs list before:{ $job }
jobs-list-held = terminée, en attente de publication

## Commands: names as people type them, and what they do

cmd-music-name = music
cmd-music-description = Créer de la musique à partir d'une phrase
cmd-music-prompt-name = prompt
cmd-music-prompt-description = À quoi elle doit ressembler : style, ambiance, instruments
cmd-music-model-name = model
cmd-music-model-description = Quel modèle la crée
cmd-music-version-name = version
cmd-music-version-description = Quelle version du modèle
cmd-music-lyrics-name = lyrics
cmd-music-lyrics-description = Paroles à chanter
cmd-music-instrumental-name = instrumental
cmd-music-instrumental-description = Sans voix
cmd-music-reference-name = reference
cmd-music-reference-description = Un son de départ (mp3, wav)
cmd-music-reference-url-name = reference_url
cmd-music-reference-url-description = L'adresse publique d'un son de départ
cmd-music-format-name = format
cmd-music-format-description = Format de fichier
cmd-music-long-name = long
cmd-music-long-description = Écrire de longues paroles dans une fenêtre
cmd-music-lyrics-file-name = lyrics_file
cmd-music-lyrics-file-description = Paroles à chanter dans un fichier .txt
cmd-sfx-name = sfx
cmd-sfx-description = Créer un bruitage à partir d'une phrase
cmd-sfx-prompt-name = prompt
cmd-sfx-prompt-description = Ce qu'on doit entendre
cmd-sfx-duration-name = duration
cmd-sfx-duration-description = Durée en secondes
cmd-sfx-video-name = video
cmd-sfx-video-description = Une vidéo qui reçoit le son (mp4, mov)
cmd-sfx-video-url-name = video_url
cmd-sfx-video-url-description = L'adresse publique d'une vidéo qui reçoit le son
cmd-sfx-format-name = format
cmd-sfx-format-description = Format de fichier
cmd-sfx-as-name = as
cmd-sfx-as-description = Publier comme fichier ou comme message vocal
cmd-tts-name = tts
cmd-tts-description = Transformer un texte en voix
cmd-tts-text-name = text
cmd-tts-text-description = Texte à dire
cmd-tts-voice-name = voice
cmd-tts-voice-description = Cherchez par nom, langue ou genre ; sinon, votre dernière voix ou une adaptée au texte
cmd-tts-language-name = language
cmd-tts-language-description = Langue du texte
cmd-tts-translate-to-name = traduire_en
cmd-tts-translate-to-description = Traduire d'abord le texte dans cette langue, puis le dire
cmd-tts-pitch-name = pitch
cmd-tts-pitch-description = Plus haut ou plus bas, en demi-tons
cmd-tts-sample-rate-name = sample_rate
cmd-tts-sample-rate-description = Échantillons par seconde
cmd-tts-format-name = format
cmd-tts-format-description = Format de fichier
cmd-tts-speed-name = speed
cmd-tts-speed-description = Vitesse de la voix : 1 est normale, pour les textes de 2 000 caractères au plus
cmd-tts-as-name = as
cmd-tts-as-description = Publier comme fichier ou comme message vocal
cmd-tts-text-file-name = text_file
cmd-tts-text-file-description = Un fichier .txt lu après le texte
cmd-video-name = video
cmd-video-description = Créer une vidéo à partir d'une phrase
cmd-video-prompt-name = prompt
cmd-video-prompt-description = Ce qu'on doit voir
cmd-video-model-name = model
cmd-video-model-description = Quel modèle la crée
cmd-video-version-name = version
cmd-video-version-description = Quelle version du modèle
cmd-video-duration-name = duration
cmd-video-duration-description = Durée en secondes
cmd-video-resolution-name = resolution
cmd-video-resolution-description = Quelle netteté
cmd-video-aspect-name = aspect
cmd-video-aspect-description = Quel format d'image
cmd-video-audio-name = audio
cmd-video-audio-description = Avec son
cmd-video-image-name = image
cmd-video-image-description = Une image de départ (jpg, png)
cmd-video-last-image-name = last_image
cmd-video-last-image-description = Une image de fin (jpg, png)
cmd-jobs-name = jobs
cmd-jobs-description = Vos demandes et ce qu'elles sont devenues
cmd-jobs-list-name = list
cmd-jobs-list-description = Lister vos dernières demandes
cmd-jobs-list-everyone-name = everyone
cmd-jobs-list-everyone-description = Celles de tout le monde sur ce serveur (modérateurs)
cmd-jobs-list-before-name = before
cmd-jobs-list-before-description = Seulement les plus anciennes que cette tâche
cmd-jobs-show-name = show
cmd-jobs-show-description = Montrer une demande, et publier ce qui est retenu
cmd-jobs-show-id-name = id
cmd-jobs-show-id-description = Quelle tâche
cmd-jobs-cancel-name = cancel
cmd-jobs-cancel-description = Annuler une demande
cmd-jobs-cancel-id-name = id
cmd-jobs-cancel-id-description = Quelle tâche
cmd-jobs-retry-name = retry
cmd-jobs-retry-description = Refaire la même demande
cmd-jobs-retry-id-name = id
cmd-jobs-retry-id-description = Quelle tâche

## Rules, limits and use of a server

admin-saved = Enregistré. Les règles de ce serveur :
admin-title = Foley sur ce serveur
admin-paused = ⏸️ En pause : aucune nouvelle demande n'est acceptée. `/foley resume` y met fin.
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
admin-results = Résultats publiés dans
admin-age = Salons à accès limité (âge)
admin-age-anywhere = partout
admin-age-only = seulement là
admin-age-never = jamais là
admin-keep = Garder des copies des résultats
admin-loudness = Niveler le volume
admin-language = Langue des annonces
admin-retention = Textes conservés
admin-grace = Données après le retrait de Foley
admin-defaults = Valeurs par défaut
admin-limits = Limites
admin-blocked = Bloqués
admin-blocked-users = Personnes
admin-blocked-words = Mots
admin-blocked-patterns = Motifs
admin-pick-job = Choisir une demande à annuler ou à republier
admin-results-kind = Impossible de publier dans une catégorie ou un forum. Choisissez un salon, un fil ou un post de forum.
admin-results-permissions = Je ne peux pas y publier. Il me faut : { $permissions }.
admin-default-not-taken = `/{ $kind }` n'a pas de valeur par défaut pour `{ $option }`. Retirez-la.
admin-limit-amount = Donnez `amount`. Seul un rôle peut être exempté sans valeur.
admin-limit-window = Ce qui tourne en même temps n'a pas de période. Retirez `window`.
limit-line = { $who } : { $what }
limit-who-user = Chaque personne
limit-who-role = Chaque personne avec { $role }
limit-who-server = Tout le serveur
audit-title = Changements des règles
audit-empty = Rien n'a encore été changé.
audit-more = Plus anciens : /foley audit before:{ $id }
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
    1️⃣ Donnez-moi les permissions manquantes et appuyez sur *Revérifier*.
    2️⃣ Choisissez ci-dessous où vont les résultats et quelles commandes sont actives.
    3️⃣ Fixez des limites avec `/foley limits set`, puis appuyez sur *Faire un essai* (une demande payante).
setup-again = Revérifier
setup-test = Faire un essai (payant)
setup-no-test = Rien à essayer : activez d'abord `/sfx`, `/music` ou `/video`.
setup-choose-results = Où vont les résultats (vide : là où ils sont demandés)
setup-choose-kinds = Commandes actives
permission-read-message-history = Voir les anciens messages
welcome =
    👋 Merci d'avoir ajouté **Foley** : musique, bruitages, voix et vidéo à partir d'une phrase.
    1️⃣ Un admin lance `/foley setup` : permissions manquantes et premiers réglages.
    2️⃣ `/foley limits set` fixe combien chacun peut utiliser ; chaque demande est payante.
    3️⃣ Essayez : `/sfx prompt:a door creaks` ou `/music prompt:calm rain`.

## Refused by the server's rules

rules-admins-only = Seules les personnes qui gèrent ce serveur peuvent faire cela.
rules-paused = Foley est en pause sur ce serveur. Un admin peut y mettre fin avec `/foley resume`.
rules-blocked-user = Les admins de ce serveur vous ont bloqué l'accès à Foley.
rules-kind-off-music = La musique est désactivée sur ce serveur.
rules-kind-off-sfx = Les bruitages sont désactivés sur ce serveur.
rules-kind-off-tts = La voix est désactivée sur ce serveur.
rules-kind-off-video = La vidéo est désactivée sur ce serveur.
rules-channel = Foley ne peut pas être utilisé dans ce salon. Utilisez : { $channels }
rules-role = Ici, Foley est réservé aux personnes ayant un de ces rôles : { $roles }
rules-age-only = Sur ce serveur, Foley ne s'utilise que dans les salons à accès limité par l'âge.
rules-age-never = Sur ce serveur, Foley ne s'utilise pas dans les salons à accès limité par l'âge.
rules-blocked-text = Ce texte contient quelque chose d'interdit sur ce serveur. Veuillez le reformuler.
rules-patterns-slow = Les motifs de mots de ce serveur sont trop longs à vérifier. Réessayez dans un moment et demandez à un admin de les simplifier.
rules-word-empty = Ce mot n'a rien de visible.
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
rules-all-kinds-off = Au moins une commande doit rester active. `/foley pause` arrête tout.
rules-last-channel = La liste n'aurait plus de salon, et une liste vide m'autorise partout. Autorisez d'abord un autre salon, lancez la commande sans salon pour les autoriser tous, ou arrêtez tout avec `/foley pause`.
rules-last-role = La liste n'aurait plus de rôle, et une liste vide autorise tout le monde. Autorisez d'abord un autre rôle, lancez la commande sans rôle pour autoriser tout le monde, ou arrêtez tout avec `/foley pause`.
rules-limit-amount = Une limite doit être entre 0 et { $limit }.
rules-limit-window = Cette limite demande `window` ; une limite simultanée n'en a pas.
rules-limit-role = Une limite de rôle demande `role`.
rules-limit-missing = Cette limite n'existe pas.
rules-retention = Les textes peuvent être conservés de 0 à { $limit } jours.
rules-grace = Les données peuvent être conservées de 0 à { $limit } jours après le retrait de Foley.
refusal-paused-all = Foley est en pause pour maintenance. Réessayez plus tard.
refusal-draining = Foley va être mis à jour et n'accepte plus de demandes. Réessayez dans quelques minutes.
quota-never-fits = Cela ferait { $asked ->
    [one] environ { $asked } seconde
   *[other] environ { $asked } secondes
 } ; { $amount } au plus sont permises.

## Everybody's own data

privacy-exported = Voici tout ce que Foley conserve de vous.
privacy-question = Ceci supprime toutes vos demandes, résultats et réglages, sur tous les serveurs ; ce qui tourne encore est annulé. C'est irréversible. Les messages déjà dans Discord restent.
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
    [one] { $count } était déjà chez Tencent Cloud, n'a pas pu être arrêtée et peut encore être facturée.
   *[other] { $count } étaient déjà chez Tencent Cloud, n'ont pas pu être arrêtées et peuvent encore être facturées.
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
choice-at-once = demandes en même temps
choice-hour = par heure
choice-day = par jour
choice-month = par mois
choice-age-anywhere = partout
choice-age-only = seulement dans les salons limités par l'âge
choice-age-never = jamais dans les salons limités par l'âge

## Commands of admins, of everybody about their data, and of the operator

cmd-foley-name = foley
cmd-foley-description = Règles, limites et utilisation de Foley sur ce serveur
cmd-foley-block-name = block
cmd-foley-block-description = Bloquer une personne, un mot ou un motif
cmd-foley-block-user-name = user
cmd-foley-block-user-description = Ne plus accepter les demandes d'une personne
cmd-foley-option-user-name = user
cmd-foley-option-user-description = Quelle personne
cmd-foley-block-word-name = word
cmd-foley-block-word-description = Refuser les demandes contenant un mot ou une expression
cmd-foley-option-word-name = word
cmd-foley-option-word-description = Un mot ou une expression, quelle que soit l'orthographe
cmd-foley-block-pattern-name = pattern
cmd-foley-block-pattern-description = Refuser les demandes correspondant à une expression régulière
cmd-foley-option-pattern-name = pattern
cmd-foley-option-pattern-description = Une expression régulière (RE2)
cmd-foley-unblock-name = unblock
cmd-foley-unblock-description = Lever un blocage
cmd-foley-unblock-user-name = user
cmd-foley-unblock-user-description = Accepter de nouveau les demandes d'une personne
cmd-foley-unblock-word-name = word
cmd-foley-unblock-word-description = Autoriser de nouveau un mot ou une expression
cmd-foley-unblock-pattern-name = pattern
cmd-foley-unblock-pattern-description = Retirer une expression régulière
cmd-foley-pause-name = pause
cmd-foley-pause-description = Ne plus rien accepter sur ce serveur ; ce qui tourne continue
cmd-foley-resume-name = resume
cmd-foley-resume-description = Accepter de nouveau les demandes sur ce serveur
cmd-foley-limits-name = limits
cmd-foley-limits-description = Combien peut être utilisé, par personne, rôle et serveur
cmd-foley-limits-set-name = set
cmd-foley-limits-set-description = Limiter chaque personne, celles d'un rôle, ou le serveur
cmd-foley-option-measure-name = measure
cmd-foley-option-measure-description = Ce qui est compté
cmd-foley-option-amount-name = amount
cmd-foley-option-amount-description = Combien est permis ; à omettre pour exempter un rôle
cmd-foley-option-window-name = window
cmd-foley-option-window-description = Sur quelle période ; un jour par défaut
cmd-foley-option-role-name = role
cmd-foley-option-role-description = Quel rôle
cmd-foley-option-together-name = together
cmd-foley-option-together-description = Pour tout le serveur ensemble
cmd-foley-limits-remove-name = remove
cmd-foley-limits-remove-description = Lever une limite
cmd-foley-limits-list-name = list
cmd-foley-limits-list-description = Montrer les limites
cmd-foley-show-name = show
cmd-foley-show-description = Montrer toutes les règles de ce serveur
cmd-foley-usage-name = usage
cmd-foley-usage-description = Utilisation par jour, commande et personne, avec un graphique
cmd-foley-option-days-name = days
cmd-foley-option-days-description = Combien de jours
cmd-foley-audit-name = audit
cmd-foley-audit-description = Qui a changé quoi, et quand
cmd-foley-option-before-name = before
cmd-foley-option-before-description = Seulement ce qui est plus ancien
cmd-foley-jobs-name = jobs
cmd-foley-jobs-description = Toutes les demandes du serveur : annuler ou republier
cmd-foley-set-name = set
cmd-foley-set-description = Fixer une règle
cmd-foley-set-kind-name = kind
cmd-foley-set-kind-description = Activer ou désactiver une commande ici
cmd-foley-option-kind-name = kind
cmd-foley-option-kind-description = De quelle commande il s'agit
cmd-foley-option-on-name = on
cmd-foley-option-on-description = Activé ou non
cmd-foley-set-channel-name = channel
cmd-foley-set-channel-description = Autoriser Foley dans ce salon seulement ; sans salon : partout
cmd-foley-option-channel-name = channel
cmd-foley-option-channel-description = Quel salon
cmd-foley-option-allowed-name = allowed
cmd-foley-option-allowed-description = Si c'est autorisé ; vide : oui
cmd-foley-set-role-name = role
cmd-foley-set-role-description = Réserver Foley à ce rôle ; sans rôle : à tous
cmd-foley-set-results-name = results
cmd-foley-set-results-description = Publier les résultats dans ce salon ou fil ; vide : sur place
cmd-foley-set-defaults-name = defaults
cmd-foley-set-defaults-description = Valeurs des options omises ; la commande seule : aucune
cmd-foley-option-model-name = model
cmd-foley-option-model-description = Quel modèle
cmd-foley-option-version-name = version
cmd-foley-option-version-description = Quelle version du modèle
cmd-foley-option-voice-name = voice
cmd-foley-option-voice-description = La voix de qui
cmd-foley-option-language-name = language
cmd-foley-option-language-description = Quelle langue
cmd-foley-option-format-name = format
cmd-foley-option-format-description = Format de fichier
cmd-foley-set-age-name = age
cmd-foley-set-age-description = Si Foley fonctionne dans les salons limités par l'âge
cmd-foley-option-rule-name = rule
cmd-foley-option-rule-description = Où Foley fonctionne
cmd-foley-set-keep-name = keep
cmd-foley-set-keep-description = Garder un temps des copies des résultats, pour les republier
cmd-foley-set-loudness-name = volume
cmd-foley-set-loudness-description = Si le son que je dois convertir de toute façon prend le volume habituel
cmd-foley-set-language-name = language
cmd-foley-set-language-description = Langue de ce que tous voient ; vide : celle de chacun
cmd-foley-set-retention-name = retention
cmd-foley-set-retention-description = Après combien de jours les textes sont supprimés ; vide : jamais
cmd-foley-set-grace-name = grace
cmd-foley-set-grace-description = Combien de jours après le retrait de Foley les données partent
cmd-foley-setup-name = setup
cmd-foley-setup-description = Un guide : permissions manquantes, premiers réglages, un essai
cmd-operator-name = operator
cmd-operator-description = Exploiter ce bot
cmd-operator-status-name = status
cmd-operator-status-description = Surveillance, budgets, plus ancienne demande, erreurs par code
cmd-operator-pause-name = pause
cmd-operator-pause-description = Ne rien accepter ni envoyer, sur tous les serveurs
cmd-operator-resume-name = resume
cmd-operator-resume-description = Mettre fin à une pause ou une vidange
cmd-operator-drain-name = drain
cmd-operator-drain-description = Ne rien accepter de nouveau partout, finir ce qui existe
cmd-operator-maintenance-name = maintenance
cmd-operator-maintenance-description = Une ligne dans chaque message d'état ; vide : la retirer
cmd-operator-maintenance-line-name = line
cmd-operator-maintenance-line-description = Ce qu'elle dit
cmd-operator-leave-name = leave
cmd-operator-leave-description = Quitter un serveur
cmd-operator-leave-server-name = server
cmd-operator-leave-server-description = L'identifiant du serveur
cmd-privacy-name = privacy
cmd-privacy-description = Ce que Foley conserve de vous
cmd-privacy-export-name = export
cmd-privacy-export-description = Obtenir tout ce que Foley conserve de vous, en JSON
cmd-privacy-delete-name = delete
cmd-privacy-delete-description = Supprimer tout ce que Foley conserve de vous

## What is left, what is used up, and what a limit allows

quota-left-count-hour = Encore { $left } sur { $amount } (cette heure)
quota-left-count-day = Encore { $left } sur { $amount } (aujourd'hui)
quota-left-count-month = Encore { $left } sur { $amount } (ce mois)
quota-left-seconds-hour = Encore { $left } s sur { $amount } s (cette heure)
quota-left-seconds-day = Encore { $left } s sur { $amount } s (aujourd'hui)
quota-left-seconds-month = Encore { $left } s sur { $amount } s (ce mois)
quota-left-at-once = Encore { $left } sur { $amount } en même temps
quota-left-off = Désactivé pour vous : votre limite est de 0
quota-left-server-count-hour = Tout le serveur : encore { $left } sur { $amount } (cette heure)
quota-left-server-count-day = Tout le serveur : encore { $left } sur { $amount } (aujourd'hui)
quota-left-server-count-month = Tout le serveur : encore { $left } sur { $amount } (ce mois)
quota-left-server-seconds-hour = Tout le serveur : encore { $left } s sur { $amount } s (cette heure)
quota-left-server-seconds-day = Tout le serveur : encore { $left } s sur { $amount } s (aujourd'hui)
quota-left-server-seconds-month = Tout le serveur : encore { $left } s sur { $amount } s (ce mois)
quota-left-server-at-once = Tout le serveur : encore { $left } sur { $amount } en même temps
quota-left-server-off = Tout le serveur : désactivé, la limite est de 0
quota-used-count-hour = { $amount ->
    [one] Vous avez utilisé votre { $amount } demande
   *[other] Vous avez utilisé vos { $amount } demandes
 } (cette heure).
quota-used-count-day = { $amount ->
    [one] Vous avez utilisé votre { $amount } demande
   *[other] Vous avez utilisé vos { $amount } demandes
 } (aujourd'hui).
quota-used-count-month = { $amount ->
    [one] Vous avez utilisé votre { $amount } demande
   *[other] Vous avez utilisé vos { $amount } demandes
 } (ce mois).
quota-used-seconds-hour = { $amount ->
    [one] Vous avez utilisé votre { $amount } seconde
   *[other] Vous avez utilisé vos { $amount } secondes
 }, ou ceci dépasserait la limite (cette heure).
quota-used-seconds-day = { $amount ->
    [one] Vous avez utilisé votre { $amount } seconde
   *[other] Vous avez utilisé vos { $amount } secondes
 }, ou ceci dépasserait la limite (aujourd'hui).
quota-used-seconds-month = { $amount ->
    [one] Vous avez utilisé votre { $amount } seconde
   *[other] Vous avez utilisé vos { $amount } secondes
 }, ou ceci dépasserait la limite (ce mois).
quota-used-at-once = { $amount ->
    [one] Vous avez déjà { $amount } demande en cours. Attendez qu'elle se termine.
   *[other] Vous avez déjà { $amount } demandes en cours. Attendez que l'une se termine.
 }
quota-used-off = C'est désactivé pour vous : un admin de ce serveur a mis votre limite à 0.
quota-used-server-count-hour = { $amount ->
    [one] Ce serveur a utilisé sa { $amount } demande
   *[other] Ce serveur a utilisé ses { $amount } demandes
 } (cette heure).
quota-used-server-count-day = { $amount ->
    [one] Ce serveur a utilisé sa { $amount } demande
   *[other] Ce serveur a utilisé ses { $amount } demandes
 } (aujourd'hui).
quota-used-server-count-month = { $amount ->
    [one] Ce serveur a utilisé sa { $amount } demande
   *[other] Ce serveur a utilisé ses { $amount } demandes
 } (ce mois).
quota-used-server-seconds-hour = { $amount ->
    [one] Ce serveur a utilisé sa { $amount } seconde
   *[other] Ce serveur a utilisé ses { $amount } secondes
 }, ou ceci dépasserait la limite (cette heure).
quota-used-server-seconds-day = { $amount ->
    [one] Ce serveur a utilisé sa { $amount } seconde
   *[other] Ce serveur a utilisé ses { $amount } secondes
 }, ou ceci dépasserait la limite (aujourd'hui).
quota-used-server-seconds-month = { $amount ->
    [one] Ce serveur a utilisé sa { $amount } seconde
   *[other] Ce serveur a utilisé ses { $amount } secondes
 }, ou ceci dépasserait la limite (ce mois).
quota-used-server-at-once = { $amount ->
    [one] Ce serveur a déjà { $amount } demande en cours. Attendez qu'elle se termine.
   *[other] Ce serveur a déjà { $amount } demandes en cours. Attendez que l'une se termine.
 }
quota-used-server-off = C'est désactivé sur ce serveur : un admin a mis sa limite à 0.
quota-warning-count-hour = ⚠️ Foley : { $used } demandes sur { $amount } utilisées sur ce serveur (cette heure). Remise à zéro { $free }.
quota-warning-count-day = ⚠️ Foley : { $used } demandes sur { $amount } utilisées sur ce serveur (aujourd'hui). Remise à zéro { $free }.
quota-warning-count-month = ⚠️ Foley : { $used } demandes sur { $amount } utilisées sur ce serveur (ce mois). Remise à zéro { $free }.
quota-warning-seconds-hour = ⚠️ Foley : { $used } secondes sur { $amount } utilisées sur ce serveur (cette heure). Remise à zéro { $free }.
quota-warning-seconds-day = ⚠️ Foley : { $used } secondes sur { $amount } utilisées sur ce serveur (aujourd'hui). Remise à zéro { $free }.
quota-warning-seconds-month = ⚠️ Foley : { $used } secondes sur { $amount } utilisées sur ce serveur (ce mois). Remise à zéro { $free }.
limit-what-count-hour = { $amount ->
    [one] { $amount } demande
   *[other] { $amount } demandes
 } par heure
limit-what-count-day = { $amount ->
    [one] { $amount } demande
   *[other] { $amount } demandes
 } par jour
limit-what-count-month = { $amount ->
    [one] { $amount } demande
   *[other] { $amount } demandes
 } par mois
limit-what-seconds-hour = { $amount ->
    [one] { $amount } seconde
   *[other] { $amount } secondes
 } par heure
limit-what-seconds-day = { $amount ->
    [one] { $amount } seconde
   *[other] { $amount } secondes
 } par jour
limit-what-seconds-month = { $amount ->
    [one] { $amount } seconde
   *[other] { $amount } secondes
 } par mois
limit-what-at-once = { $amount } en même temps
