"""Whom the words of a call stand for: names, titles, counterparts, pronouns and pairs, read off what the article has told so far."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from transforms.languages.fr.clauses import Group, group_mentions
from transforms.languages.fr.expressions import Expression
from transforms.languages.fr.frames import CallFrame, Named, Sentence, Span
from transforms.languages.fr.lexicon import Lexicon
from transforms.languages.fr.mentions import Mention
from transforms.languages.fr.people import COUNTERPART, NOT_POLITICAL, People, Person

_ANAPHORIC = re.compile(
    r"(?:\b(?:cet|cette|ce|ces|leur|leurs|cette meme|l'|le|la|du|au|dudit|ledit)\s*(?:longue |long |bref |breve |nouvel |nouvelle |dernier |derniere |premier |premiere |[a-z]+ieme |meme |fameux |fameuse )?)$"
)
_OPENS_WITH = re.compile(r"\W*(?:et |mais |quant a |en revanche, )?avec (?:l[ea] |l'|son |sa )?(?:[a-z]+ ){0,4}")
_THAT_WAS = re.compile(r"\b(?:c'est|c'etait|ce fut|il s'agi(?:t|ssait) (?:d[eu]|la|d'un|d'une)) ?(?:l[ea] |leur |son |sa |l'|un |une )?(?:[«\"“] ?)?(?:[a-z]+ ){0,2}$")
_COUNT = re.compile(r"(?:les|ces|des|aux) (trois|quatre|cinq) ")
_HEADLINE = 1  # sentences up to this one are of the headline or the lead
# where a talk took place that words for no phone tell of: "s'est entretenu mercredi à Berlin avec Y"
_AT_PLACE = re.compile(r"[^;:.«»\"]{0,50}?(?: (?:à|au|en) (?:l['’]|la |La |Le )?[A-ZÉ][\wéèêïç'’-]+(?: [A-Z][\wéè-]+)?| dans (?:la capitale|le bureau|sa résidence|son palais)[^,;:.]{0,20}| (?:au|dans le) (?:palais|siège|ministère)[^,;:.]{0,30}),? (?:avec|[.,])")
_MARKS = 6  # characters that quotation marks around a name add to it: '"Mohammad Mustafa", Premier ministre', which quotes nobody
_ROUND = 6  # sentences over which calls are told one by one after words for all of them
_COUNTS = {"trois": 3, "quatre": 4, "cinq": 5}
_OF_ANOTHER_BODY = re.compile(r" (?:de la |de l['’]|du |des |de |d['’])[A-ZÉ]")  # "son homologue de la Saskatchewan": of no state of the tables
_IN_PRESENCE = re.compile(r"\ben (?:la )?presence (?:notamment |egalement |aussi )?(?:de (?:la |l'|son |sa )?|d'|des? )?$")
_PRONOUN = re.compile(r"(?:^|[\s,\"«'(-])(?:il|elle)\b(?! (?:y a|faut|s'agi))")
_HEADS = {  # of an institution that speaks for a state: titles by which its head is looked up, the first held counts
    "leader": ("president", "premier ministre", "chancelier"), "head_of_government": ("premier ministre", "chancelier"),
    "foreign_minister": ("ministre des affaires etrangeres",), "defence_minister": ("ministre de la defense",),
}
_CEREMONIAL = frozenset("AL AT BD BG CZ DE EE ET FI GR HR HU IE IL IN IQ IS IT LV ME MK MT NP PK PT RS SG SI SK XK".split())  # presidents who do not govern
THEIR = re.compile(r"\b(?:leurs?)\s+(?:[a-z-]+ ){0,3}$")


class Referents:
    """What every reader of calls knows of its article, and whom a mention or pronoun in it denotes."""

    def __init__(self, text: str, folded: str, sentences: list[Sentence], people: People, lexicon: Lexicon) -> None:
        self.text, self.folded, self.sentences, self.people, self.lexicon = text, folded, sentences, people, lexicon
        self.frames: list[CallFrame] = []
        self.hats: dict[int, Person] = {}  # start of a title that no table ties to a name -> whom it was found to mean
        self.hosts: dict[int, Person] = {}  # sentence -> whose several calls it speaks of
        self.called_over: set[int] = set()  # sentences that only list those who were in the call told before

    def _in_speech(self, sentence: Sentence, group: Group, expression: Expression) -> bool:
        if self.folded[max(0, group.start - 4):group.start].strip(" a").endswith("["):
            return False
        return any(s <= group.start < e and not (s <= expression.start < e) and e - s > group.mentions[0].end - group.start + _MARKS for s, e in sentence.speech)

    def _pronoun_mention(self, span: Span, person: Person) -> Mention:
        mention = Mention(*span, "person", form=person.key, label="PRONOUN")
        return mention

    def _antecedents(self, before: int, *, plural: bool, exclude: set[str], sentence: Sentence, gender: str | None = None) -> list[Person]:
        if plural:
            return self._pair_before(before)
        if latter := next((m for m in sentence.mentions if m.kind == "last" and m.end <= before), None):
            found = [n.person for n in self._people_of(latter, []) if n.person.key not in exclude]
            if found:
                return found
        for previous in self._sentences_back(sentence, before):
            subjects = [g for g in previous.groups if g.function == "bare" and g.end <= before]
            if not self._goes_on_with_pronoun(previous):
                subjects += [g for g in previous.groups if g.function != "bare" and g.end <= before]
            for group in sorted(subjects, key=lambda g: any(s <= g.start < e for s, e in previous.speech)):  # "« J'ai vu Y », a dit X": X
                if gender is not None and group.function == "bare" and (len(group.mentions) > 1 or group.mentions[0].kind == "plural"):
                    continue  # "il" is none of two named together
                for mention in group.mentions[:1] if gender is None or group.mentions[0].kind != "institution" else ():
                    for named in self._people_of(mention, []):
                        if named.person.key not in exclude and not self.people.only_speaks(named.person) and named.person.political and named.person.gender in (None, gender or named.person.gender):
                            return [self._whose_round(previous, sentence, named.person, exclude, gender) or named.person]
        seen = [p for p in self.people.seen_before(before) if p.key not in exclude and p.political and not self.people.only_speaks(p) and p.gender in (None, gender or p.gender)]
        return seen[:1]

    def _whose_round(self, previous: Sentence, sentence: Sentence, subject: Person, exclude: set[str], gender: str | None) -> Person | None:
        """ "X a appelé Y et Z. Lundi, W l'a joint. Il doit parler à V": X, whose calls are told one after the other, and whom W called too."""
        caller = self._host(sentence, exclude | {subject.key}) if previous is not sentence else None
        called = caller is not None and any(f.sentence is previous and not f.weak and {caller.key, subject.key} <= f.keys and any(n.person.key == caller.key and n.span is None for n in f.people) for f in self.frames)
        return caller if called and caller is not None and caller.gender in (None, gender or caller.gender) else None

    def _host(self, sentence: Sentence, exclude: set[str]) -> Person | None:
        """Whose calls the sentences around one tell: who was said to make or receive several, else who is in all told so far."""
        said = next((p for at, p in reversed(self.hosts.items()) if at <= _HEADLINE or 0 < sentence.index - at <= _ROUND), None)
        return self._caller_of_all(set(exclude)) if said is None or said.key in exclude else said

    def _caller_of_all(self, exclude: Collection[str]) -> Person | None:
        """The one person who is in every call told so far, once there are several: whose round of calls an article tells."""
        told = [f for f in self.frames if len(f.people) >= 2 and (not f.weak or f.expression.kind == "talk_verb")]
        if len({f.keys for f in told}) < 2:
            return None
        shared = set.intersection(*(set(f.keys) for f in told))
        return self.people.persons.get(next(iter(shared))) if len(shared) == 1 and shared.isdisjoint(exclude) else None

    def _goes_on_with_pronoun(self, sentence: Sentence) -> bool:
        """ "a-t-il lancé à l'issue d'un entretien avec Y": the one spoken of is older than Y."""
        return bool(_PRONOUN.search(self.folded, max(0, sentence.start - 1), sentence.end))

    def _sentences_back(self, sentence: Sentence, before: int) -> Iterator[Sentence]:
        for index in range(sentence.index, max(-1, sentence.index - 4), -1):
            if self._groups_of(self.sentences[index]):
                yield self.sentences[index]

    def _groups_of(self, sentence: Sentence) -> list[Group]:
        """The groups of a sentence, made when first asked for."""
        if not sentence.groups and sentence.mentions:
            sentence.groups = group_mentions(sentence.mentions, self.folded)
        return sentence.groups

    def _pair_before(self, before: int) -> list[Person]:
        """Whom "les deux dirigeants" and "ils" mean: the people of the last call told, else the last two leaders named."""
        told = next((f for f in reversed(self.frames) if len(f.keys) == 2 and f.expression.start < before), None)
        if told and (turned := self._turned_to(told, before)):
            return turned
        together = self._named_together(before, told.expression.start if told else -1)
        if together:
            return together
        if told:
            return [n.person for n in told.people]
        if not any(s.mentions for s in self._near(before)):
            return []
        seen = [p for p in self.people.seen_before(before) if p.political and p.place and not self.people.only_speaks(p)]
        if len(seen) >= 2:
            second = next((p for p in seen[1:4] if p.place != seen[0].place), None)
            return [second, seen[0]] if second else []
        return [] if seen else self._named_ahead(before)

    def _near(self, before: int) -> list[Sentence]:
        """The sentence of an offset and the two before it."""
        here = next((s.index for s in self.sentences if s.start <= before < s.end), 0)
        return self.sentences[max(0, here - 2):here + 1]

    def _named_ahead(self, before: int) -> list[Person]:
        """ "Au cours de cet appel, les deux présidents ... X et Y sont convenus": the two of the next sentence, where an article has named nobody yet."""
        ahead = next((s for s in self.sentences if s.start > before and s.mentions), None)
        return self._named_together(ahead.end, ahead.start - 1) if ahead else []

    def _turned_to(self, told: CallFrame, before: int) -> list[Person]:
        """ "X a joint Y. Avec Z, l'affaire est plus trouble : leur appel ...": X and Z."""
        caller = next((n.person for n in told.people if n.function == "bare"), told.people[0].person)
        for sentence in reversed([s for s in self.sentences[told.sentence.index:] if s.start < before]):
            first = next(iter(self._groups_of(sentence)), None)
            if first is None or first.function != "with" or not told.expression.end < first.start < before or not _OPENS_WITH.fullmatch(self.folded, sentence.start, first.start):
                continue
            other = [n.person for m in first.mentions[:1] for n in self._people_of(m, []) if n.person.political and n.person.key not in told.keys]
            return [caller, *other] if len(other) == 1 and len(first.mentions) == 1 else []
        return []

    def _named_together(self, before: int, after: int) -> list[Person]:
        """The last two leaders joined in one subject, if the text has named them so since `after`: "Joe Biden et son homologue ..." """
        for sentence in reversed(self.sentences):
            if sentence.start >= before or sentence.end <= after:
                continue
            for group in reversed(self._groups_of(sentence)):
                if group.function in ("bare", "by") and len(group.mentions) == 2 and after < group.start < before:
                    known: list[Named] = []
                    for mention in group.mentions:
                        known += self._people_of(mention, known) if mention.kind == "person" else []
                    people = [n.person for n in known if n.person.political and n.person.place]
                    if len(people) == 2 and people[0].place != people[1].place:
                        return people
        return []

    def _frame(self, sentence: Sentence, expression: Expression, groups: Sequence[Group], rule: str) -> CallFrame:
        people: list[Named] = []
        unnamed: list[str] = []
        for group in groups:
            for mention in group.mentions:
                found = self._people_of(mention, [*people, *self._named_across(group, mention, groups)])
                for named in found:
                    if named.person.key not in {p.person.key for p in people} and not self._looks_on(group, named, people):
                        people.append(Named(named.person, named.span, group.function))
                if not found and mention.kind in ("person", "plural") and mention.title and group.function in ("with", "between", "to"):
                    unnamed.append(self.folded[mention.start:mention.end])
        people = self._peers(sentence, people, groups)
        frame = CallFrame(expression, sentence, [n for n in people if n.person.political], rule, unnamed=unnamed)
        frame.weak = expression.strength == "weak" and not self._plain_call(expression, rule, frame)
        frame.at_place = frame.weak and expression.kind == "talk_verb" and bool(_AT_PLACE.match(self.text, expression.end, sentence.end))
        frame.anaphoric = expression.kind == "noun" and bool(_THAT_WAS.search(self.folded, max(sentence.start, expression.start - 60), expression.start) or _ANAPHORIC.search(self.folded, max(sentence.start, expression.start - 30), expression.start))
        return frame

    def _looks_on(self, group: Group, named: Named, people: Sequence[Named]) -> bool:
        """ "entre X et Y, en présence du ministre Z": Z of X's own state, who is in the room and not on the line."""
        beside = _IN_PRESENCE.search(self.folded, max(0, group.start - 40), group.start)
        return beside is not None and named.person.place in {n.person.place for n in people}

    def _peers(self, sentence: Sentence, people: list[Named], groups: Sequence[Group]) -> list[Named]:
        """ "avec l'Allemand A, le Slovène B et C (Autriche)", "avec A mardi, et mercredi, à l'écran, avec le Slovène B": B and C, of whom no table
        knows anything but the state, are what those beside them are."""
        known = {n.person.key for n in people if n.person.political}
        lists = [[one for m in g.mentions for one in m.members or [m] if one.name] for g in groups if len(g.mentions) >= 2 or (g.function == "with" and len(groups) >= 2 and any(f.sentence is sentence for f in self.frames))]
        listed = [m for names in lists if len(names) == 1 or any((p := self.people.resolve(m)) and p.key in known for m in names) for m in names]
        of_state = {p.key for m in listed if m.codes and not m.titles and (p := self.people.resolve(m)) and p.place and p.actor_id is None}
        for named in people:
            if named.person.key in of_state and not named.person.political:
                named.person = self.people.persons[named.person.key] = replace(named.person, political=True)
        return people

    def _named_across(self, group: Group, mention: Mention, groups: Sequence[Group]) -> list[Named]:
        """ "C'est Y que le chef de l'Etat a appelé": Y, whom the bare office across from him does not mean."""
        office = mention.kind == "person" and not mention.name and mention.title not in COUNTERPART
        return [n for g in groups if office and g is not group for m in g.mentions if m.name for n in self._people_of(m, [])]

    def _plain_call(self, expression: Expression, rule: str, frame: CallFrame) -> bool:
        """ "un appel entre X et Y", "un appel avec X": the word alone means the telephone once two people are on the line."""
        if expression.kind != "noun" or expression.head != "appel" or len(frame.people) < 2:
            return False
        theirs = THEIR.search(self.folded, max(0, expression.start - 30), expression.start)
        return bool(theirs) or not rule.endswith(("alone", ".of", ".to"))

    def _phone_nearby(self, sentence: Sentence) -> bool:
        return any(e.strength == "strong" for e in sentence.expressions)

    def _people_of(self, mention: Mention, known: list[Named]) -> list[Named]:
        """Whom a mention denotes; counterparts and pairs are read off those already known in the frame and before it."""
        if mention.label == "PRONOUN":
            return [Named(self.people.persons[mention.form], None, "")] if mention.form in self.people.persons else []
        if mention.kind == "pair":
            return [Named(p, None, "") for p in self._pair_before(mention.start)]
        if mention.kind == "last":
            exclude = {n.person.key for n in known}
            owners = {p.key for m in self._mentions_near(mention) if self._is_owner(m) and (p := self.people.resolve(m))}
            seen = [p for p in self.people.seen_before(mention.start) if p.key not in exclude and p.political]
            women = mention.form in ("cette derniere", "celle-ci", "son interlocutrice")
            seen = [p for p in seen if (p.gender == "f") == women] or seen if women else seen
            return [Named(p, None, "") for p in sorted(seen[:2], key=lambda p: p.key in owners)][:1]
        if mention.kind == "institution":
            return self._leader_behind(mention)
        if len(mention.members) == 1 and not mention.members[0].name and mention.kind == "plural":
            return []  # "les dirigeants du Liban": several people whom the text does not name
        if mention.members:
            return [n for member in mention.members for n in self._people_of(member, known)]
        if mention.kind == "plural" and mention.of_both:
            return self._of_both(mention)
        if mention.kind == "plural" and (count := _COUNT.match(self.folded, mention.start)):
            return self._all_of(_COUNTS[count[1]])
        if mention.kind == "plural":
            return [Named(p, None, "") for p in self._pair_before(mention.start)] if self._means_pair(mention) else []
        if mention.kind == "national":
            seen = [p for p in self.people.seen_before(mention.start) if p.political]
            found = [p for p in seen if p.place in mention.codes] or [p for p in seen if self.people.citizen_of(p) in mention.codes]
            if not found:  # a headline names nobody yet: "Le Britannique appelle Bruxelles"
                compatriots = [p for p in self.people.persons.values() if p.place in mention.codes and p.political]
                found = compatriots if len(compatriots) == 1 else []
            return [Named(found[0], (mention.start, mention.end), "")] if found else []
        person = self.people.resolve(mention)
        if person is not None and not mention.name and person.key in (taken := {n.person.key for n in known}):
            person = self.people.resolve(mention, taken | self._just_called()) or person
        if person is None and mention.title in COUNTERPART and mention.codes:
            person = self._counterpart(mention, known)
        elif person is None and mention.title in COUNTERPART and mention.determiner in ("son", "sa") and not mention.name:
            person = self._only_other(mention, known)
        person = person or self.hats.get(mention.start) or self._named_beside(mention)
        if person is None:
            return []
        self.people.persons.setdefault(person.key, person)
        return [Named(self.people.persons[person.key], mention.name_span or (mention.start, mention.end), "")]

    def _just_called(self) -> set[str]:
        """Keys of those who were called and never called: "X a appelé Y. C'est avec Z que le président a parlé ensuite", and that is X."""
        told = [n for f in self.frames if not f.weak and len(f.people) == 2 for n in f.people]
        return {n.person.key for n in told if n.function != "bare"} - {n.person.key for n in told if n.function == "bare"}

    def _all_of(self, count: int) -> list[Named]:
        """ "Les trois dirigeants": those of the last call, if it was of three."""
        last = next((f for f in reversed(self.frames) if not f.weak and len(f.keys) >= 2), None)
        return [Named(n.person, None, "") for n in last.people] if last is not None and len(last.keys) == count else []

    def _named_beside(self, mention: Mention) -> Person | None:
        """ "son homologue comorien. « X lui a répondu ... »": the only name of nobody in the tables in the sentences beside an office that no table holds."""
        office = len(mention.codes) == 1 and not (mention.name or mention.former or mention.of_another) and mention.title is not None and mention.sentence >= 0
        if not office or self.lexicon.roles.get(mention.title or "") in (*NOT_POLITICAL, "spokesperson", "ambassador") or mention.determiner not in ("le", "la", "l'", "son", "sa", "au", "du"):
            return None
        near = self.sentences[max(0, mention.sentence - 1):mention.sentence + 2]
        unknown = {p.key: p for s in near for m in s.mentions if m.label == "UNKNOWN" and not m.titles and (p := self.people.resolve(m)) and p.place is None}
        if len(unknown) != 1:
            return None
        known = replace(next(iter(unknown.values())), place=mention.codes[0], political=True)
        self.people.persons[known.key] = known
        return known

    def _mentions_near(self, mention: Mention) -> list[Mention]:
        """The mentions of people before one, in its sentence and the one before."""
        near = self.sentences[max(0, mention.sentence - 1):mention.sentence + 1] if mention.sentence >= 0 else []
        return [m for s in near for m in s.mentions if m.kind == "person" and m.end <= mention.start]

    def _is_owner(self, mention: Mention) -> bool:
        """ "le conseiller de X": X, of whom nobody speaks on."""
        owned = re.search(r" (?:de |d'|du )$", self.folded[max(0, mention.start - 4):mention.start])
        start = mention.start - len(owned.group()) if owned else mention.start
        return owned is not None and any(m.end == start for s in self.sentences[mention.sentence:mention.sentence + 1] for m in s.mentions)

    def _of_both(self, mention: Mention) -> list[Named]:
        """ "leurs chefs de la diplomatie": who holds that office for each of the two just spoken of."""
        places = dict.fromkeys(p.place for p in self._pair_before(mention.start) if p.place) if mention.determiner == "leurs" else {}
        places = places or self._two_states(mention)
        found = [self.people.resolve(Mention(mention.start, mention.end, "person", title=mention.title, titles=mention.titles, codes=(place,))) for place in places]
        found = found if len(found) == 2 else [None]
        return [Named(self.people.persons.setdefault(p.key, p), (mention.start, mention.end), "") for p in found if p] if all(found) else []

    def _two_states(self, mention: Mention) -> dict[str, None]:
        """ "les ministres des deux pays": the states of the last call of two, else the last two that the text has named."""
        told = next((f for f in reversed(self.frames) if len(f.keys) == 2), None)
        if told:
            return dict.fromkeys(n.person.place for n in told.people if n.person.place)
        states: dict[str, None] = {}
        for sentence in reversed(self.sentences[max(0, mention.sentence - 3):mention.sentence + 1]):
            folded = self.folded[sentence.start:min(sentence.end, mention.start)]
            for hit in reversed(self.lexicon.hits(self.lexicon.tokenizer.tokens(folded), folded)):
                codes = {"PLACE": self.lexicon.places, "DEMONYM": self.lexicon.demonyms}.get(hit.label, {}).get(hit.form, ())
                if hit.label == "METONYM" and (row := self.lexicon.metonyms.get(hit.form)):
                    codes = (row[2],)
                if len(codes) == 1 and len(codes[0]) == 2 and len(states) < 2:
                    states.setdefault(codes[0])
        return states

    def _only_other(self, mention: Mention, known: list[Named]) -> Person | None:
        """ "son homologue" of no stated country: the only other leader of the article, or of the sentences beside."""
        if _OF_ANOTHER_BODY.match(self.text, mention.end):
            return None
        own = known[0].person if known else next((p for p in self.people.seen_before(mention.start) if p.political and p.place), None)
        if own is None or not own.political:
            return None
        beside = {m.start for s in self.sentences[max(0, mention.sentence - 2):mention.sentence + 2] for m in s.mentions}
        for starts in (None, beside):
            keys = {key for start, key in self.people.order if starts is None or start in starts}
            others = [p for p in self.people.persons.values() if p.key in keys and p.political and p.place and p.place != own.place]
            if len(others) == 1:
                return others[0]
            if len({p.place for p in others}) == 1 and (peer := self.people.counterpart(replace(mention, codes=(others[0].place or "",)), own)):
                return peer
        return self._caller_there(mention, own)

    def _caller_there(self, mention: Mention, own: Person) -> Person | None:
        """ "X a appelé Y. C'est ensuite Z qui a voulu parler à sa collègue": X, a woman, whose calls are told."""
        told = next((f for f in reversed(self.frames) if not f.weak and len(f.people) == 2), None)
        caller = next((n.person for n in told.people if n.function == "bare"), None) if told else None
        gender = "f" if mention.determiner == "sa" else "m"
        fits = caller is not None and told is not None and own.key not in told.keys and caller.gender == gender and caller.place != own.place
        return caller if fits else None

    def _means_pair(self, mention: Mention) -> bool:
        """ "les deux presidents" always; "les dirigeants" only right after a call of two has been told, and with nothing behind the noun."""
        if mention.determiner not in ("les", "ces") or mention.members:
            return False
        if mention.count == 2:
            return True
        last = self.frames[-1] if self.frames else None
        return last is not None and len(last.keys) == 2 and last.sentence.index >= mention.sentence - 1 and self.folded[mention.end:mention.end + 3].startswith((" ont", " se", ", "))

    def _counterpart(self, mention: Mention, known: list[Named]) -> Person | None:
        others = [n.person for n in known] or self.people.seen_before(mention.start)
        for other in others[:3]:
            if other.place not in mention.codes and (person := self.people.counterpart(mention, other, self._titles_just_said(other, mention))):
                return person
        return None

    def _titles_just_said(self, person: Person, mention: Mention) -> list[str]:
        """The titles by which the sentence of `mention` calls somebody: "Le président de la Confédération ... son homologue"."""
        before = [m for m in self.sentences[mention.sentence].mentions if m.start < mention.start and m.titles and m.title not in COUNTERPART] if mention.sentence >= 0 else []
        own = [m for m in before if m.kind == "person" and (p := self.people.resolve(m)) and p.key == person.key]
        return own[-1].titles if own else []

    def _leader_behind(self, mention: Mention) -> list[Named]:
        row = self.lexicon.metonyms.get(mention.form)
        if not row or not row[2]:
            return []
        head = "head_of_government" if row[4] == "leader" and row[2] in _CEREMONIAL else row[4]
        for title in _HEADS.get(head, ()):
            for actor in self.people.directory.holders(title, row[2], self.people.day)[: 1 if self.people.day else 0]:
                person = Person(actor.actor_id, actor.name, actor.actor_id, row[2])
                return [Named(self.people.persons.setdefault(person.key, person), None, "")]
        return []
