# SPDX-License-Identifier: MIT
"""Who, how firmly and when: what a claim that is found says of it, against what a reader marked."""

from collections import Counter

from claimtrack.evaluation.marked_claims import Account
from claimtrack.evaluation.measures import Score, percent
from claimtrack.evaluation.speaker_names import is_in_full, is_name_of, names_nobody, shown_names
from claimtrack.evaluation.speakers import Verdict
from claimtrack.model import Claim, Hedging


class AccountCounts:
    """What is right of the accounts of those claims that any reader would list."""

    def __init__(self) -> None:
        self.must = 0
        self.found = 0
        self.outcomes: Counter[str] = Counter()

    def add(self, account: Account, claim: Claim | None) -> None:
        """Count the *account* of a marked claim, and the *claim* that finds it, if one does."""
        self.must += 1
        if claim:
            self.found += 1
            self.outcomes.update(name for name, holds in _outcomes(account, claim).items() if holds)

    def figures(self) -> dict[str, float]:
        """Return the figures by their names, in percent; none where no account was counted."""
        if not self.must:
            return {}
        counts = self.outcomes
        right, hedged, said = counts[Verdict.RIGHT], self._score("hedged"), self._score("said")
        return {
            "speaker_right_of_all": percent(right, self.must),
            "speaker_wrong": percent(counts[Verdict.WRONG], self.found),
            "speaker_open": percent(counts[Verdict.OPEN], self.found),
            "named_in_full": percent(counts["in full"], right),
            "category_right": percent(counts["category"], self.found),
            "hedged_f1": hedged.f1,
            "hedging_level": percent(counts["level"], hedged.right_gold),
            "said_right": said.precision,
            "said_found": said.recall,
        }

    def _score(self, what: str) -> Score:
        counts = self.outcomes
        right = counts[f"{what} right"]
        return Score(counts[what], counts[f"{what} by hand"], right, right)


def _outcomes(account: Account, claim: Claim) -> dict[str, bool]:
    """Return what holds of the account of a *claim*, by the names under which it is counted."""
    return _speaker_outcomes(account, claim) | _hedging_outcomes(account, claim) | _said_outcomes(account, claim)


def _speaker_outcomes(account: Account, claim: Claim) -> dict[str, bool]:
    verdict, speaker = _verdict(account, claim), claim.speaker
    in_full = speaker is None or is_in_full(speaker.name, account.speaker, account.accept)
    return {
        verdict: True,
        "in full": verdict is Verdict.RIGHT and in_full,
        "category": speaker is not None and speaker.category is account.category,
    }


def _verdict(account: Account, claim: Claim) -> Verdict:
    """Return how the speaker is found; that it stays open is right where the text names nobody."""
    if claim.speaker is None:
        return Verdict.RIGHT if names_nobody(account.speaker) else Verdict.OPEN
    by_hand = [name for name in (account.speaker, *account.accept) if name]
    right = any(is_name_of(name, other) for name in shown_names(claim.speaker) for other in by_hand)
    return Verdict.RIGHT if right else Verdict.WRONG


def _hedging_outcomes(account: Account, claim: Claim) -> dict[str, bool]:
    by_hand, hedged = (each.hedging is not Hedging.UNHEDGED for each in (account, claim))
    both = by_hand and hedged
    same = claim.hedging is account.hedging
    return {"hedged by hand": by_hand, "hedged": hedged, "hedged right": both, "level": both and same}


def _said_outcomes(account: Account, claim: Claim) -> dict[str, bool]:
    """Return whether the days are told, and right: within those by hand. Without a day of publication none counts."""
    if claim.article.published is None:
        return {}
    by_hand, said = account.said, str(claim.said or "").removeprefix("~")
    right = by_hand is not None and said.startswith(by_hand)
    return {"said by hand": by_hand is not None, "said": bool(said), "said right": right}
