"""What a rule file may contain: one pydantic model per kind of rule, unknown keys refused.

The models are the single list of keys; ``loading`` turns them into the frozen values that the matching works on.
Keys are English, values and texts German. The four kinds differ in what must be given and in who is the addressee:

==============  ==========================================================================================
``akteur``      the acting body is municipal, named or taken over from the sentence before; it is the addressee (not: the Länder)
``gegenueber``  a municipal body is recipient, beneficiary or holder (``when.mention``); it is the addressee
``vollzug``     nobody is named as acting (claims and cost rules: as bearing the burden); whoever executes the law is the addressee
``wendung``     the words, or the reading of the sentence, decide; addressee as stated, otherwise the acting body
==============  ==========================================================================================
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kommunalfreund.finding import ActorSource, Addressee, Bindingness, DutyKind, Effect
from kommunalfreund.language.interpretation import Role, SentenceKind
from kommunalfreund.rulebook.yaml_fields import Pattern, StrictModel, Text

Weight = Literal["sicher", "stark", "schwach"]
MINIMUM_EXAMPLES = 2
"""So many examples that match, and so many that do not, every rule must have."""


class ActorModel(StrictModel):
    """Conditions on the acting body; several values of one key are alternatives, several keys must all hold."""

    addressee: tuple[Addressee, ...] = ()
    terms: tuple[Text, ...] = ()
    source: tuple[ActorSource, ...] = ()


class MentionModel(StrictModel):
    """Conditions on one body named in the clause; all keys must hold for the same body, which is municipal unless ``terms`` names it."""

    addressee: tuple[Addressee, ...] = ()
    terms: tuple[Text, ...] = ()
    roles: tuple[Role, ...] = ()


class ExecutionModel(StrictModel):
    """Conditions on who executes the law, from the statute table."""

    addressee: tuple[Addressee, ...] = ()
    level: tuple[Literal["gemeinde", "kreis", "gemischt", "hoeher", "land", "bund"], ...] = ()
    typical: tuple[Literal["fast_immer", "meist", "teils", "selten", "nie"], ...] = ()


class ConditionModel(StrictModel):
    """Conditions on an interpreted clause. All keys given must hold; the values of a list are alternatives.

    ``municipal_execution`` asks whether the law is always or mostly executed by municipal offices, by the statute table or by what
    the document says about itself. ``verbs`` names lists of ``verben.yaml`` that hold the main verb. ``heading``, ``law``,
    ``previous``, ``subject`` and ``text`` are regular expressions searched in the heading of the norm, the name of the amended or
    executed law, the sentence before, the lower-case basic form of the subject's head noun, and the sentence itself; capital letters
    count.
    """

    sentence_kind: tuple[SentenceKind, ...] = ()
    bindingness: tuple[Bindingness, ...] = ()
    agentless: bool | None = None
    foreign_subject: bool | None = None
    has_actor: bool | None = None
    passive: bool | None = None
    verbs: tuple[Text, ...] = ()
    actor: ActorModel | None = None
    mention: MentionModel | None = None
    execution: ExecutionModel | None = None
    municipal_execution: bool | None = None
    heading: Pattern | None = None
    law: Pattern | None = None
    previous: Pattern | None = None
    subject: Pattern | None = None
    text: Pattern | None = None
    phrases: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> ConditionModel:
        if not self.model_fields_set:
            raise ValueError("ohne eine einzige Bedingung träfe die Regel auf jeden Satz zu.")
        return self


class ContextModel(StrictModel):
    """An example sentence with what stands around it.

    Attributes:
        text: exactly one sentence; in examples that match the words that must be found stand in [[double brackets]].
        law: abbreviation of the law it is to be read in ("WoGG"), for the statute table.
        heading: heading of the norm.
        previous: sentences before it in the same Absatz.
    """

    text: Text
    law: str = ""
    heading: str = ""
    previous: str = ""


class CounterExampleModel(ContextModel):
    """A sentence that looks similar but must not match, and the reason why not."""

    reason: Text


class ExamplesModel(StrictModel):
    """The tests of a rule."""

    match: tuple[Text | ContextModel, ...]
    no_match: tuple[CounterExampleModel, ...]

    @model_validator(mode="after")
    def _enough(self) -> ExamplesModel:
        if len(self.match) < MINIMUM_EXAMPLES or len(self.no_match) < MINIMUM_EXAMPLES:
            raise ValueError(f"mindestens {MINIMUM_EXAMPLES} Beispiele unter match und {MINIMUM_EXAMPLES} unter no_match angeben.")
        return self


class _RuleModel(StrictModel):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Text
    message: Text
    source: Text
    weight: Weight = "stark"
    effects: tuple[Effect, ...]
    duty_kind: DutyKind | None = None
    bindingness: Bindingness | Literal["wie_satz"] | None = "wie_satz"
    addressee: Addressee | None = None
    when: ConditionModel
    unless: tuple[ConditionModel, ...] = ()
    examples: ExamplesModel

    @model_validator(mode="after")
    def _consistent(self) -> _RuleModel:
        if (Effect.PFLICHT in self.effects) != (self.duty_kind is not None):
            raise ValueError("duty_kind gehört genau dann dazu, wenn unter effects „pflicht“ steht.")
        if len(set(self.effects)) != len(self.effects):
            raise ValueError("unter effects steht ein Wert zweimal.")
        if self.addressee is Addressee.KEINE and self.effects:
            raise ValueError("eine Regel mit addressee „keine“ darf keine effects haben.")
        return self


class ActorRuleModel(_RuleModel):
    """The acting body is municipal."""

    kind: Literal["akteur"]


class CounterpartRuleModel(_RuleModel):
    """A municipal body is the counterpart."""

    kind: Literal["gegenueber"]

    @model_validator(mode="after")
    def _has_mention(self) -> CounterpartRuleModel:
        mention = self.when.mention
        if mention is None or not mention.roles:
            raise ValueError("eine Regel der Art „gegenueber“ braucht unter when die Angabe mention mit roles.")
        return self


class ExecutionRuleModel(_RuleModel):
    """Nobody is named; whoever executes the law must act."""

    kind: Literal["vollzug"]


class WordingRuleModel(_RuleModel):
    """The words, or the reading of the sentence, decide."""

    kind: Literal["wendung"]


RuleModel = ActorRuleModel | CounterpartRuleModel | ExecutionRuleModel | WordingRuleModel
RULE_MODELS: dict[str, type[RuleModel]] = {
    "akteur": ActorRuleModel,
    "gegenueber": CounterpartRuleModel,
    "vollzug": ExecutionRuleModel,
    "wendung": WordingRuleModel,
}
"""The closed set of kinds."""
