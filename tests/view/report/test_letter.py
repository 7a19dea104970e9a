"""The letter on paper: what was said, what happened, what comes next, whom to ask."""

import pytest

import reachmap as rm
from reachmap.analysis.letter.question import letter
from reachmap.analysis.snapshot import Snapshot
from reachmap.model.audience import Audience
from reachmap.release import release
from reachmap.view.report.document import Document, Paragraph
from reachmap.view.report.letter import letter_paper


def letter_to(group: str, audience: Audience = "internal") -> Document:
    """Return a letter to a group of the demo borough."""
    answer = letter(Snapshot(rm.demo().store), group)
    return letter_paper(release(answer, audience=audience))


def test_a_letter_says_what_was_said_and_then_what_happened() -> None:
    paper = letter_to("Children and young people")
    assert paper.title == "You said, we did: Children and young people"
    pairs = [(b.subject, b.text) for b in paper.blocks if isinstance(b, Paragraph) and b.subject]
    said = "Posters do nothing; talk to us at school (at Vaping: what would help, 1 November 2025)"
    told = "Peer sessions in two schools from January. We told you on 15 January 2026."
    assert pairs == [("You said", said), ("What happened", told)]


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_a_copy_for_others_has_neither_the_words_nor_the_owner(audience: Audience) -> None:
    text = "\n".join(letter_to("Children and young people", audience).texts())
    for kept_in in ("Posters do nothing", "Peer sessions", "children's lead"):
        assert kept_in not in text
    assert "Something on vaping, at Vaping: what would help, 1 November 2025." in text
    assert "We told you on 15 January 2026." in text
    assert "is left out of this copy" in text


def test_a_group_without_a_record_is_asked_to_tell_us_again() -> None:
    text = "\n".join(letter_to("men").texts())
    assert "That does not mean that nothing was said." in text


def test_a_letter_without_anything_said_asks_for_no_correction_of_it() -> None:
    def last(group: str) -> str:
        block = letter_to(group).blocks[-1]
        assert isinstance(block, Paragraph)
        return block.text

    assert "is not what you said" in last("Children and young people")
    assert last("Unpaid carers") == "Ask Borough engagement team."
