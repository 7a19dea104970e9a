"""The questions of the front desk: declared in a line, with all that they are."""

import inspect
import pydoc
import subprocess
import sys
from typing import TYPE_CHECKING, assert_type, get_type_hints

import pytest

import reachmap as rm
from reachmap import questions
from reachmap.errors import InputError

if TYPE_CHECKING:
    from reachmap.analysis.participation.rows import GroupHeard
    from reachmap.analysis.routes.rows import Step
    from reachmap.analysis.what_if.leaving import Departure

QUESTIONS = [name for name in questions.__all__ if name != "question"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_method_has_the_signature_and_the_whole_docstring_of_its_question(name: str) -> None:
    method, ask = getattr(rm.ReachMap, name), getattr(questions, name)
    _, *parameters = inspect.signature(ask).parameters.values()
    assert list(inspect.signature(method).parameters.values())[1:] == parameters
    assert inspect.signature(getattr(rm.demo(), name)).parameters.keys() == {
        each.name for each in parameters
    }
    assert method.__doc__ == ask.__doc__
    assert f"ReachMap.{name}" in repr(method)


@pytest.mark.parametrize("name", QUESTIONS)
def test_help_shows_every_parameter(name: str) -> None:
    shown = pydoc.plain(pydoc.render_doc(getattr(rm.ReachMap, name)))
    assert "Returns\n" in shown
    for parameter in list(inspect.signature(getattr(rm.ReachMap, name)).parameters)[1:]:
        described = shown.partition("Parameters\n")[2].partition("Returns\n")[0]
        assert parameter in described, parameter


def test_a_question_is_loaded_when_it_is_first_asked() -> None:
    code = (
        "import sys, reachmap as rm\n"
        "desk = rm.demo()\n"
        "named = lambda: sorted(m for m in sys.modules if m.endswith('.question'))\n"
        "before = named()\n"
        "desk.participation()\n"
        "print(before, named())"
    )
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[] ['reachmap.analysis.participation.question']"


def test_a_name_that_is_no_question_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'gossip'"):
        questions.gossip  # type: ignore[attr-defined]  # noqa: B018  none is meant
    with pytest.raises(AttributeError, match="has no attribute 'gossip'"):
        rm.gossip  # type: ignore[attr-defined]  # noqa: B018  none is meant
    assert set(rm.__all__) <= set(dir(rm))


def test_wrong_arguments_reach_the_question() -> None:
    with pytest.raises(InputError, match="k is a whole number"):
        rm.demo().routes("hidden-carers", k=0)
    with pytest.raises(TypeError, match="unexpected keyword"):
        rm.demo().routes("hidden-carers", gossip=1)  # type: ignore[call-arg]  # a wrong keyword


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_says_of_which_type_its_rows_are(name: str) -> None:
    answer = get_type_hints(getattr(questions, name))["return"]
    assert get_type_hints(answer.rows)["return"].__args__[0] is answer.row


if TYPE_CHECKING:
    # Checked by mypy alone, which complains of a `type: ignore` that nothing needs.
    desk = rm.demo()
    rows = desk.participation(topic="sleep").groups[0].status
    desk.routes()  # type: ignore[call-arg]  # the group is missing
    desk.routes("carers", k="3")  # type: ignore[arg-type]  # a wrong type
    desk.reach(samples="many")  # type: ignore[arg-type]  # a wrong type
    desk.panel()  # type: ignore[call-arg]  # the size is missing
    desk.burden(most=3)  # type: ignore[call-arg]  # a wrong keyword
    assert_type(desk.participation()["carers"], GroupHeard)
    for departure in desk.leaving(["carers-hub"]):
        assert_type(departure, Departure)
    assert_type(desk.routes("carers")[0].steps, tuple[Step, ...])
    desk.burden()[0].gossip  # type: ignore[attr-defined]  # noqa: B018  a row keeps its type
    desk.overview().gossip  # type: ignore[attr-defined]  # noqa: B018  the answer keeps its type
