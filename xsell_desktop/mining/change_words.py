"""What turned, in plain words."""

from __future__ import annotations

from xsell_desktop.mining.analysis import Evidence
from xsell_desktop.mining.changes import ENOUGH, Changes, Turn
from xsell_desktop.mining.reasons import expected_text
from xsell_desktop.texts import _, count_text, plural


def change_sentence(changes: Changes, row: int, one: str, other: str) -> str:
    """How the new orders differ from the earlier ones for a pair of these names."""
    turn, before = Turn(int(changes.turn[row])), Evidence(int(changes.word_before[row]))
    if turn is Turn.APPEARED:
        said = _(
            "{one} and {other} are proven now: {count} of {orders} new orders hold both, where"
            " chance gives {chance}. Before it was {earlier} of {before}."
        )
    elif turn is Turn.FADED:
        said = _(
            "{one} and {other} faded: {count} of {orders} new orders hold both, where the"
            " earlier ones led to expect {due}. Chance alone gives {chance}."
        )
    elif before is Evidence.APART:
        said = _(
            "{one} and {other} used to be bought apart. Now {count} of {orders} new orders hold"
            " both, where chance gives {chance}."
        )
    else:
        said = _(
            "{one} and {other} used to be bought together. Now only {count} of {orders} new"
            " orders hold both, where chance alone gives {chance}."
        )
    return said.format(
        one=one,
        other=other,
        count=count_text(int(changes.together[row])),
        orders=count_text(changes.new_orders),
        chance=expected_text(float(changes.expected[row])),
        due=expected_text(float(changes.due[row])),
        earlier=count_text(int(changes.earlier[row])),
        before=count_text(changes.earlier_orders),
    )


def changes_summary(changes: Changes) -> str:
    """What was compared, and how many pairs turned which way."""
    said = _(
        "{new} against {earlier} before them: {appeared}, {faded}, {reversed}. Of the {proven}"
        " pairs proven before, {checked} have enough new orders to tell."
    ).format(
        new=plural("{n} new order", "{n} new orders", changes.new_orders),
        earlier=count_text(changes.earlier_orders),
        appeared=plural("{n} pair appeared", "{n} pairs appeared", changes.count(Turn.APPEARED)),
        faded=plural("{n} faded", "{n} faded", changes.count(Turn.FADED)),
        reversed=plural("{n} reversed", "{n} reversed", changes.count(Turn.REVERSED)),
        proven=count_text(changes.proven_before),
        checked=count_text(changes.checked),
    )
    if changes.made_sure:
        more = plural(
            "{n} other pair is proven only now, because there are more orders to tell by; it meets"
            " no more often than before.",
            "{n} other pairs are proven only now, because there are more orders to tell by; they"
            " surely meet no more often than before.",
            changes.made_sure,
        )
        said = f"{said} {more}"
    if changes.checked or not changes.proven_before:
        return said
    few = _(
        "None of them was due {count} times in so few orders, so nothing can have faded yet."
    ).format(count=count_text(ENOUGH))
    return f"{said} {few}"
