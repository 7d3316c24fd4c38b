"""A chosen engine with its settings as one short text, as `Settings` keeps it."""

from __future__ import annotations

from dataclasses import replace

from xsell_desktop.domain.plan import Settings
from xsell_desktop.mining.ranking.contest_result import PAIR, REST, Contest
from xsell_desktop.mining.ranking.pair_scorers import Options
from xsell_desktop.mining.ranking.scorers import ENGINES, SCORERS, USUAL


def write_spec(engine: str, options: Options) -> str:
    """`ease penalty=5 half_life_days=120`: the engine, then its options by name."""
    return " ".join([engine, *(f"{name}={options[name]:g}" for name in sorted(options))])


def read_spec(text: str, usual: str) -> tuple[str, dict[str, float]]:
    """Engine and options; the usual ones for what is not named, `usual` for unknown engines."""
    engine, *words = text.split() or [usual]
    if engine not in ENGINES:
        engine, words = usual, []
    options = dict(USUAL.get(engine, {}))
    for word in words:
        name, _sign, number = word.partition("=")
        try:
            options[name] = float(number)
        except ValueError:
            continue
    return engine, options


def pair_engine(settings: Settings) -> tuple[str, dict[str, float]]:
    """What scores partners of a product under these settings, before the dial."""
    engine, options = read_spec(settings.ranking, "size_weighted")
    if _reads_fields(engine):
        options |= {"smoothing": settings.smoothing, "half_life_days": settings.half_life_days}
    return engine, options


def _reads_fields(engine: str) -> bool:
    """Whether `Settings.smoothing` and `half_life_days` are the engine's."""
    return "smoothing" in USUAL.get(engine, {})


def basket_engine(settings: Settings) -> tuple[str, dict[str, float]]:
    """What completes a basket under these settings."""
    return read_spec(settings.basket_ranking, "ease")


def apply_contest(settings: Settings, contest: Contest) -> Settings:
    """The settings with what the contest chose."""
    engines = {scorer.name: scorer.engine for scorer in SCORERS}
    if PAIR in contest.tasks:
        winner = contest.tasks[PAIR].winner
        engine, options = engines[winner.name], dict(winner.settings)
        own = {"popularity_discount": float(options.pop("popularity_discount", 0.0))}
        if _reads_fields(engine):
            own["smoothing"] = float(options.pop("smoothing", settings.smoothing))
            own["half_life_days"] = float(options.pop("half_life_days", 0.0))
        spec = write_spec(engine, options)
        settings = replace(settings, ranking=spec, **own)  # type: ignore[arg-type]
    if REST in contest.tasks:
        winner = contest.tasks[REST].winner
        settings = replace(
            settings, basket_ranking=write_spec(engines[winner.name], winner.settings)
        )
    return settings
