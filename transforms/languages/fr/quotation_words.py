"""Word lists for reading speech, all in folded spelling."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MARKS = frozenset(",;:.!?…()[]-")
DETERMINERS = _set(
    "aucun beaucoup ce certaines certains ces cet cette chaque cinq d'autres des deux l' la le les leur leurs ma mes "
    "mon nos notre plusieurs quatre quelques sa ses son tous toute toutes trois un une vos votre"
)
PRONOUNS = _set("celle-ci celle-la celles-ci celui-ci celui-la ceux-ci elle elles il ils je nous on")
# pronouns after a preposition
DISJOINED = _set("celle-ci celles-ci celui-ci ceux-ci elle elles eux lui moi nous")
CLITICS = _set("en l' leur lui m' me n' ne nous s' se y")
AUXILIARIES = _set(
    "a aient ait aura auraient aurait auront avaient avait est etaient etait eurent eut ont sera seraient serait sont"
)
# what may stand between a verb and its subject
ADVERBS = _set(
    "ailleurs ainsi alors apres-midi aujourd' aussi aussitot bien cependant deja demain dimanche egalement elle-meme "
    "elles-memes encore enfin ensuite eux-memes hier hui ici jamais jeudi lui-meme lundi mardi matin meme mercredi "
    "midi mieux neanmoins non notamment pas peu plus plutot pourtant puis samedi seulement sobrement soir surtout "
    "tantot toujours tout toutefois tres vendredi vite"
)
TIMES = _set(
    "aout apres-midi aujourd' avril decembre demain dernier dimanche fevrier hier hui janvier jeudi juillet juin "
    "lundi mai mardi mars matin mercredi midi novembre nuit octobre samedi septembre soir vendredi"
)
# and participles that open an aside: "interrogé par ..."
PREPOSITIONS = _set(
    "a afin apres au aupres aux avant avec chez cite citee cites concernant contre d' dans de depuis des devant dixit "
    "du durant en entre face grace hors interroge interrogee interroges invite invitee joint jointe jusqu' jusque "
    "lors malgre outre par parmi pendant pour quant sans selon sous suite sur vers via"
)
CONNECTORS = _set(
    "alors bien car comme donc dont et lorsqu' lorsque mais ni or ou parce puis puisqu' puisque qu' quand que qui "
    "quoi si tandis tout voici voila"
)
OF = _set("d' de des du")
# within a name
PARTICLES = _set("abou al ben bin bint d' da de den der des di dos du el ibn l' la le ould ter van von")
TITLES = _set("dr. gen. m. me. mgr. mlle mm. mme mmes pr. st.")
# "conseiller à la sécurité", "ministre aux affaires ..."
FIELD_AFTER_A = _set(
    "affaires armees climat commerce conseil defense droits economie election emploi energie etranger etrangeres "
    "europe justice lutte mairie nations numerique onu organisation otan parlement politique presidence "
    "presidentielle refugies relations sante securite transition union"
)
# offices that "à" may complete
AT_HEADS = _set(
    "adjoint adjointe ambassadeur ambassadrice candidat candidate commissaire conseiller conseillere delegue deleguee "
    "envoye envoyee haut haut-commissaire ministre representant representante secretaire vice-ministre"
)
# who is spoken to: "a dit à la presse"
AUDIENCE = _set("antenne journalistes presse radio reporters television tribune")
# nouns for who or what speaks: persons, bodies, documents
HUMANS = _set(
    "acteur actrice adjoint adjointe administration agence agences agriculteur agriculteurs allie allies ambassadeur "
    "ambassadrice ami amie amiral analyste analystes archeveque armee artiste assistance association athlete auteur "
    "auteure autocrate autorite autorites autres avocat avocate avocats cabinet camp candidat candidate candidats "
    "capitaine capitale capitales cardinal centre chaine chancelier chanceliere chancellerie chanteur chef cheffe "
    "chefferie chefs cheikh chercheur chercheurs chercheuse coach cofondateur colonel combattant combattants "
    "commandant commissaire commission communique compagnie conseil conseiller conseillere conseillers conservateur "
    "coordinateur coordinatrice correspondant cour declaration delegation delegue deleguee democrate democrates "
    "depute deputee deputes dernier derniere derniers diplomate diplomates diplomatie directeur directrice dirigeant "
    "dirigeante dirigeants document duo economiste economistes ecrivain editorialiste elu elue elus emir emissaire "
    "emissaires enqueteurs entourage entraineur entreprise envoye envoyee epouse equipe equipes etat-major eurodepute "
    "eurodeputee eveque ex-ministre ex-president executif exilee expert experte experts femme femmes fille fils "
    "fonctionnaire fonctionnaires fondateur fondatrice foule frere gendarme general generale generaux gouvernement "
    "gouverneur gouverneure gouverneurs groupe habitant habitante habitants haut-commissaire historien historienne "
    "homme hommes homologue homologues institut insurges interesse interessee investigateurs islamistes joueur "
    "journal journaliste journalistes juge justice leader leaders lieutenant locataire magistrat magistrate "
    "magistrats maire mairie maitre marechal mari medecin medecins media medias mediateur mere message militant "
    "militante militants milliardaire ministere ministeres ministre ministres monarque mouvement negociateur "
    "negociateurs negociatrice numero observateur observateurs officiel officielle officiels ong opposant opposante "
    "opposants opposition organisation organisations palais pape parlement parquet parti participant participants "
    "partie parties partis patriarche patron patronne pdg pere police policier politologue pompier pompiers porte-parole "
    "prefecture prefet prefete premiere-ministre presidence president president-directeur presidente "
    "presidents presse prince princesse proche proches procureur procureure professeur public quotidien rapport "
    "rapporteur rapporteuse realisateur rebelles rectorat reine representant representante representants republicain "
    "republicaine republicains responsable responsables roi royaume salle secretaire secretariat selectionneur "
    "senateur senateurs senatrice service services societe soeur soldat soldats source sources souverain souveraine "
    "specialiste specialistes sultan syndicaliste syndicat syndicats talibans temoin temoins tete texte travailliste "
    "tribunal tsar vice-ministre vice-premier vice-president vice-presidente victime voisin voix"
)
# "faire savoir", "laisser entendre"
FAIRE = _set("faire faisaient faisait faisant fait fera font laissait laissant laisse laissent")
# "mettre en garde"
METTRE = _set("met mettait mettant mettent mettra mis")
# verbs of speech with "on" only: "a-t-on appris"
HEARD = _set("apprend appris lisait lit")
# "a tenu à préciser" speaks as "a précisé" does
MODALS = _set(
    "alle borne cesse commence contente continue dit empresse fini hesite limite manque ose plu prefere prive pu "
    "souhaite tenu "
    "tient veut vient voulu"
)
# "n'a cessé de répéter" says it all the more
NEGATED_MODALS = _set("cesse cessent hesite hesitent manque manquent prive privee")
# verbs that things take as well as people: "cette visite révèle que"
OF_THINGS = _set("attester confirmer constater rappeler reveler signifier souligner suggerer temoigner")
# verbs whose object is who is told
TOLD = _set("alerter assurer avertir informer interpeller prevenir rassurer")
# words of "a, pour sa part, déclaré", "a une nouvelle fois répété"
ASIDE = _set(
    "a ailleurs au autre ce cette contraire cote d' de effet en encore fois leur lui maintes meme nouveau nouvelle "
    "ores outre par part particulier passage plusieurs pour quant reprises reste retour revanche sa son suite "
    "temps tour une"
)
# what opens an aside beside a name: "Selon Anna Lorrik, citée par ..."
ASIDE_OPENERS = _set("qui dont cite citee cites interroge interrogee joint jointe invite invitee")
# "plus que", "alors que": no clause that a verb reports
NOT_A_CLAUSE = _set(
    "afin ainsi alors apres aussi autant autre avant bien depuis jusqu'a lors meme mieux moins ne parce pendant pire "
    "plus sans sorte tandis tant tel telle"
)
# nouns and adverbs that end like infinitives
NOT_INFINITIVES = _set(
    "acier affaire autre avenir cadre centre chambre chantier cher chiffre contre courrier dernier devoir dossier "
    "entre espoir etre-la fevrier guerre hier janvier lettre loisir lundi maire membre metier millier ministre nombre "
    "notre ordre outre pair papier plaisir pouvoir premier quartier soir titre votre"
)
# nouns for words said: "message de X : « ... »"
WORDS_SAID = _set(
    "aveu avertissement bilan citation commentaire communique conclusion confidence consigne constat credo "
    "declaration diagnostic explication formule justification legende lettre message mot mots phrase precision promesse "
    "propos publication question reaction refrain reponse replique resume texte tweet verdict"
)
# what points back to a quotation: "C'est par ces mots que ...", "Ainsi parlait ..."
POINTERS = _set("c' ce ces cet cette voila voici ainsi tel telle tels telles")
# "selon la loi" names no speaker
NO_SOURCE = _set(
    "adage age besoins calendrier cas criteres droit expression formule laquelle lequel lesquels logique loi "
    "modalites moi moyens principe programme regle regles scenario termes tradition usage vraisemblance"
)
# verbs that make a statement of one or two quoted words
SHORT_OK = _set(
    "accuser affirmer assurer balayer condamner considerer critiquer declarer decrire defendre denoncer deplorer "
    "dire ecarter estimer evoquer exiger exprimer fustiger juger louer parler prevoir promettre proner qualifier "
    "reclamer regretter rejeter saluer stigmatiser taxer traiter trouver vanter vilipender"
)
# what ends a noun phrase
STOPS = (
    DETERMINERS
    | PRONOUNS
    | AUXILIARIES
    | TIMES
    | CONNECTORS
    | (PREPOSITIONS - OF)
    | MARKS
    | ADVERBS
    | _set(
        "se s' ne n' y lui leur cela ca ceci rien faisant disant fait font faisait va vont peut doit devait ayant etant"
    )
)
