"""What the catalog says about the reason for which the vendor rejected a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smslint.messages import Language
from smslint.messages import report as messages
from smslint.workspace.diagnostic import TemplateReview

if TYPE_CHECKING:
    from smslint.core.answers import VendorAnswer


def known_answer(diagnostic: TemplateReview) -> VendorAnswer | None:
    """The entry that the reason of a rejection leads to; None if it is not known, or the template was not rejected."""
    review = diagnostic.review
    if review.status != "rejected" or not review.reason:
        return None
    from smslint.catalog import load
    from smslint.catalog.answers import answers_to

    return next((match.answer for match in answers_to(review.reason, load().lexicon)), None)


def remedy_sentence(diagnostic: TemplateReview, language: Language) -> str | None:
    """What to do about a rejected template; None if its reason is not known."""
    answer = known_answer(diagnostic)
    return messages.REVIEW_REMEDY.text(language, remedy=answer.text("remedy"), id=answer.id) if answer else None
