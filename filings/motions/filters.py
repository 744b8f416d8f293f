"""The filter of the list of motions. It is the address: `?state=pending&kind=administrative-motion&routine=hide`."""

from django import forms

from filings.docket.kinds import KIND_OF, hyphenated
from filings.docket.lifecycle import Life, State
from filings.motions.listing import KINDS, is_routine

STATES = {
    State.PENDING: "Pending",
    State.DECIDED: "Decided",
    State.WITHDRAWN: "Withdrawn",
    State.IN_EFFECT: "In effect without an order",
}
KIND_CHOICES = [(hyphenated(kind), f"{kind[0].upper()}{kind[1:]}") for kind in KINDS]
BAD = {"invalid_choice": "“%(value)s” is not one of these; all are shown."}


class MotionFilter(forms.Form):
    """A bad value filters nothing and is told."""

    state = forms.ChoiceField(choices=[("", "All"), *STATES.items()], required=False, error_messages=BAD)
    kind = forms.ChoiceField(choices=[("", "All"), *KIND_CHOICES], required=False, error_messages=BAD)
    routine = forms.ChoiceField(
        label="Pro hac vice", choices=[("", "At the end"), ("hide", "Hidden")], required=False, error_messages=BAD
    )

    @property
    def chosen(self) -> dict[str, str]:
        """What to filter by; nothing where nothing, or nothing good, was asked for."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def passing(self, lives: list[Life]) -> list[Life]:
        chosen = self.chosen
        kind = KIND_OF.get(chosen.get("kind", ""))
        return [
            life
            for life in lives
            if life.state == chosen.get("state", life.state)
            and life.motion.kind == (kind or life.motion.kind)
            and not (chosen.get("routine") and is_routine(life))
        ]

    @property
    def words(self) -> list[str]:
        """What is chosen, as a tally says it: paper has no form."""
        chosen = self.chosen
        said = [STATES[State(chosen["state"])].lower()] if "state" in chosen else []
        said += [KIND_OF[chosen["kind"]]] if "kind" in chosen else []
        return said + (["without pro hac vice"] if "routine" in chosen else [])
