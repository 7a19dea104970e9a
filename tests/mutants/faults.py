"""Faults to plant, over all rooms: what stands in a file, what to write instead, and who tells."""

from pathlib import PurePath
from typing import NamedTuple

from folders import ROOT

SOURCE = ROOT / "src" / "reachmap"


class Fault(NamedTuple):
    """A fault in a file of the package, and the tests that should catch it."""

    file: str
    text: str
    """Stands in the file once."""
    instead: str
    tests: tuple[str, ...]
    """Files of tests, from the root of the project."""

    @property
    def path(self) -> str:
        """Its file, from the root of the project."""
        return f"src/reachmap/{self.file}"

    @property
    def room(self) -> str:
        """The room it is in; words of all rooms are one."""
        path = PurePath(self.file)
        return "words" if path.stem == "words" else path.parts[0].removesuffix(".py")

    def occurrences(self) -> int:
        """Return how often its text is in its file."""
        return (SOURCE / self.file).read_text(encoding="utf-8").count(self.text)


def fault(file: str, text: str, instead: str, *tests: str) -> Fault:
    """Return a fault; tests are named from the folder of tests on."""
    return Fault(
        file,
        text,
        instead,
        tuple(test if test.startswith("src/") else f"tests/{test}" for test in tests),
    )


FAULTS = (
    # ---------------------------------------------------------------- words
    fault(
        "words.py",
        'parts = [*parts[:most], f"{len(parts) - most:,} more"]',
        "parts = parts[:most]",
        "src/reachmap/words.py",
    ),
    fault(
        "words.py",
        "if rest > 0 else []",
        "if rest > 1 else []",
        "src/reachmap/words.py",
    ),
    fault(
        "words.py",
        "thing if number == 1 else many",
        "thing if number <= 1 else many",
        "src/reachmap/words.py",
    ),
    fault(
        "analysis/burden/words.py",
        "max((burden.free_on for burden in",
        "min((burden.free_on for burden in",
        "analysis/burden",
    ),
    fault(
        "analysis/burden/words.py",
        "sole = [cost.name for cost in burden.rest_costs if cost.lost]",
        "sole = [cost.name for cost in burden.rest_costs if cost.lost][:1]",
        "analysis/burden",
    ),
    fault(
        "analysis/burden/words.py",
        "first, rest = first_few(burdens)\n    lines = ",
        "first, rest = first_few(burdens)[0], 0\n    lines = ",
        "analysis/burden",
    ),
    fault(
        "analysis/change/words.py",
        'SENTENCES["windows"].format(now=now, before=before)',
        'SENTENCES["windows"].format(now=before, before=now)',
        "analysis/change",
    ),
    fault(
        "analysis/participation/words.py",
        "never = people - asked\n    key =",
        "never = people\n    key =",
        "analysis/participation",
    ),
    fault(
        "analysis/reach/words.py",
        "names=join_names(group_reach.sole)",
        "names=join_names(group_reach.sole[:1])",
        "analysis/reach",
    ),
    fault(
        "analysis/routes/words.py",
        "spec.later_step).format(from_=from_, to=to)",
        "spec.later_step).format(from_=to, to=from_)",
        "analysis/routes/test_words.py",
    ),
    fault(
        "analysis/voices/words.py",
        "narrow_first = sorted(known, key=_narrowness)",
        "narrow_first = sorted(known, key=_narrowness)[:1]",
        "analysis/voices",
    ),
    fault(
        "analysis/what_if/words.py",
        "for group_change in reversed(moved) if group_change.is_easier]",
        "for group_change in moved if group_change.is_easier]",
        "analysis/what_if",
    ),
    fault(
        "analysis/gatekeepers/words.py",
        "groups=join_names(gatekeeper.sole_names)",
        "groups=join_names(gatekeeper.sole_names[:2])",
        "analysis/gatekeepers",
    ),
    fault(
        "plan/round/room.py",
        "room._replace(asks=min(room.asks, self._max_asks))",
        "room._replace(asks=self._max_asks)",
        "plan/round",
    ),
    fault("plan/round/working_days.py", "day -= A_DAY", "day += A_DAY", "plan/round"),
    fault("plan/round/contacts.py", "able = next_asked or [", "able = [", "plan/round"),
    fault(
        "plan/round/model.py",
        "self.clock.fail(str(error))",
        "raise SolverError(str(error)) from error",
        "plan/round",
    ),
    fault(
        "plan/round/bounds.py",
        'np.argsort(-value[some] / use[some], kind="stable")',
        'np.argsort(value[some] / use[some], kind="stable")',
        "plan/round",
    ),
    fault(
        "plan/look_back/question.py",
        "came < promise.low - HALF",
        "came < promise.low + HALF",
        "plan/look_back",
    ),
    fault(
        "plan/look_back/words.py",
        "if planned.attended is not None:",
        "if planned.attended is None:",
        "plan/look_back",
    ),
    fault(
        "plan/links/words.py",
        "zip(link.group_names, link.gains, strict=True)",
        "zip(link.group_names, reversed(link.gains), strict=True)",
        "plan/links",
    ),
    fault(
        "view/parts/review.py",
        "names = dict.fromkeys(name for row in rows for name in row.group_names)",
        "names = dict.fromkeys(name for row in rows[:1] for name in row.group_names)",
        "view/parts/test_review.py",
    ),
    fault(
        "analysis/burden/words.toml",
        "The asks on our record from {since} to {until};",
        "The asks on our record from {until} to {since};",
        "analysis/burden",
    ),
    fault(
        "analysis/what_if/words.toml",
        'harder = "Harder to reach: {groups}."',
        'harder = "Easier to reach: {groups}."',
        "analysis/what_if",
    ),
    # ---------------------------------------------------------------- errors and model
    fault(
        "errors.py",
        "if self.value is None or quoted(self.value) in self.message:",
        "if self.value is None:",
        "test_errors.py",
        "io/tables/test_bad_input.py",
    ),
    fault(
        "model/head_counts.py",
        "if came > invited:",
        "if came >= invited:",
        "model/test_slips.py",
    ),
    fault(
        "model/far_days.py",
        "if when and day and when < day:",
        "if when and day and when <= day:",
        "model/test_slips.py",
    ),
    fault(
        "model/head_counts.py",
        "if attended < least:",
        "if attended <= least:",
        "model/test_rules.py",
    ),
    fault(
        "model/checks.py",
        "and person.lived_until < content.about.day()",
        "and person.lived_until <= content.about.day()",
        "model/test_rules.py",
    ),
    fault(
        "model/summing.py",
        "self._more[kind] += 1 + problem.more",
        "self._more[kind] += problem.more",
        "model/test_summing.py",
    ),
    fault(
        "model/derived.py",
        'yield champion.supported_by, "SUPPORTS", champion.id',
        'yield champion.id, "SUPPORTS", champion.supported_by',
        "model/test_rules.py",
        "model/test_stakeholders.py",
    ),
    fault(
        "model/digest.py",
        'yield rows.codes(name).astype("<i4").tobytes()',
        'yield bytes(sorted(rows.codes(name).astype("<i4").tobytes()))',
        "model/test_digest.py",
    ),
    # ---------------------------------------------------------------- io
    fault(
        "io/csv_folder.py",
        "row=len(records) + 1,",
        "row=len(records),",
        "io/tables/test_bad_input.py",
    ),
    fault(
        "io/csv_folder.py",
        'ends = "\\r\\n" if text.partition("\\n")[0].endswith("\\r") else "\\n"',
        'ends = "\\n"',
        "io/test_recording.py",
    ),
    fault(
        "io/json_document.py",
        "for number, row in enumerate(rows, 1) if number not in change.cleared",
        "for number, row in enumerate(rows) if number not in change.cleared",
        "io/test_recording.py",
    ),
    fault(
        "io/tables/contacts.py",
        'self._link(position, from_=contact, type="TRUSTED_BY", to=group.id, own=own)',
        'self._link(position, from_=body.id, type="TRUSTED_BY", to=group.id, own=own)',
        "io/tables/test_contacts.py",
    ),
    fault(
        "io/tables/references.py",
        "if len(matches) > 1:",
        "if len(matches) > 2:",
        "io/tables/test_bad_input.py",
    ),
    fault(
        "io/tables/grid.py",
        "if heading and heading in columns:",
        "if heading and heading in columns and False:",
        "io/tables/test_bad_input.py",
    ),
    fault(
        "io/workbook/rows.py",
        'return own if self.raw[own - 2 : own] == b"/>" else self._tag_end(at)',
        "return self._tag_end(at)",
        "io/test_recording.py",
    ),
    fault(
        "io/workbook/limits.py",
        "if size > MOST_UNPACKED:",
        "if size > 10 * MOST_UNPACKED:",
        "io/workbook/test_workbook.py",
    ),
    fault(
        "paths.py",
        "mode = stat.S_IMODE(status.st_mode)",
        "mode = 0o640",
        "test_paths.py",
    ),
    fault(
        "io/leftovers.py",
        "        with suppress(OSError):\n            discard(each)",
        "        del each",
        "io/test_mentions.py",
    ),
    fault(
        "io/mentions.py",
        "return [words for each in files if (words := self._in(each))]",
        "return []",
        "io/test_mentions.py",
    ),
    fault(
        "io/workbook/forgetting.py",
        "return last - first < len(rows) and all(",
        "return any(",
        "io/workbook/test_forgetting.py",
    ),
    fault(
        "io/recording.py",
        "if self._fetched() != self._parts:",
        "if not self._fetched():",
        "io/test_recording.py",
    ),
    # ---------------------------------------------------------------- store
    fault(
        "store/memory/asking.py",
        'counted = asks.days("date") <= np.datetime64(until)',
        'counted = asks.days("date") < np.datetime64(until)',
        "store/memory",
    ),
    fault(
        "store/memory/store.py",
        "if v.lived_experience is None and v.lived_until is None]",
        "if v.lived_experience is None or v.lived_until is None]",
        "store",
    ),
    fault(
        "store/sqlite/counting.py",
        "WHERE a.date > ?1 AND a.date <= ?2 AND c.speaking IN :talking",
        "WHERE a.date >= ?1 AND a.date <= ?2 AND c.speaking IN :talking",
        "store/sqlite/test_contract.py",
    ),
    fault(
        "store/sqlite/attendance.py",
        "np.flatnonzero(often >= max(ordered.min(initial=MOST), 1))",
        "np.flatnonzero(often > max(ordered.min(initial=MOST), 1))",
        "store/sqlite/test_contract.py",
    ),
    fault(
        "analysis/voices/by_chance.py",
        "np.bincount(before - lost, minlength=width)",
        "np.bincount(before - 1, minlength=width)",
        "analysis/voices/test_by_chance.py",
    ),
    fault(
        "store/neo4j/counting.py",
        "over = np.where(until < day, ENDED, 0)",
        "over = np.where(until <= day, ENDED, 0)",
        "store/neo4j/test_contract.py",
    ),
    fault(
        "store/neo4j/counting.py",
        "least = int(np.sort(each)[-n:][0])",
        "least = int(np.sort(each)[-n:][-1])",
        "store/neo4j/test_contract.py",
    ),
    fault(
        "store/sqlite/trust.py",
        "odd = sorted(there - own) or sorted(own - there)",
        "odd = sorted(own - there)",
        "store/sqlite/test_trust.py",
    ),
    fault(
        "store/sqlite/connecting.py",
        "LEAST_STEPS + int(size * STEPS_PER_BYTE)",
        "LEAST_STEPS * 10**9 + int(size * STEPS_PER_BYTE)",
        "store/sqlite/test_trust.py",
    ),
    fault(
        "store/neo4j/address.py",
        "scheme = DIRECT.get(scheme, scheme)",
        "scheme = {}.get(scheme, scheme)",
        "store/neo4j/test_address.py",
    ),
    fault(
        "store/neo4j/answers.py",
        "room -= weight(server_row)",
        "room -= 0 * weight(server_row)",
        "store/neo4j/test_hostile.py",
    ),
    # ---------------------------------------------------------------- network
    fault(
        "network/evidence.py",
        "order = _order(pair, -rows.prior[lowest], rows.basis[lowest], kind)",
        "order = _order(pair, rows.prior[lowest], rows.basis[lowest], kind)",
        "network/test_compile.py",
    ),
    fault(
        "network/evidence.py",
        "np.maximum(today - spoke, 0)",
        "today - spoke",
        "network/test_compile.py",
    ),
    fault(
        "network/centrality.py",
        "onward = ways[near] / ways[far] * (1 + dependency[far])",
        "onward = ways[near] / ways[far] + dependency[far]",
        "network/test_centrality.py",
    ),
    fault(
        "network/bottlenecks.py",
        "flow.routes > 1 and flow.longest > open_net.limit",
        "flow.routes > 1 and flow.longest >= open_net.limit",
        "network/test_bottlenecks.py",
    ),
    fault(
        "network/reach.py",
        "seen[:, -1] &= ALL >> np.uint64(words * CASES - samples)",
        "seen[:, -1] &= ALL",
        "network/test_reach.py",
    ),
    fault(
        "network/exact.py",
        "bites = len(sub.nodes) - len(sub.sources) > limit",
        "bites = len(sub.nodes) - len(sub.sources) > limit + 1",
        "network/test_reach.py",
    ),
    fault(
        "network/pareto.py",
        "routes.sort(key=lambda each: (each[0][0], len(each[1]), each[0][1], each[1]))",
        "routes.sort(key=lambda each: (each[0][0], each[0][1], len(each[1]), each[1]))",
        "network/test_limits.py",
    ),
    # ---------------------------------------------------------------- analysis
    fault(
        "analysis/group_counts.py",
        "heads[row[group], at] = max(heads[row[group], at], beyond)",
        "heads[row[group], at] += beyond",
        "analysis/participation",
    ),
    fault(
        "analysis/participation/bounds.py",
        "known.heard + low * known.far - known.same",
        "known.heard + low * known.far",
        "analysis/participation",
    ),
    fault(
        "analysis/participation/answers.py",
        "unsaid = ~member & ~said_no",
        "unsaid = ~member",
        "analysis/participation",
    ),
    fault(
        "analysis/group_counts.py",
        "limit[[row[each] for each in wider]].min(axis=0)",
        "limit[[row[each] for each in wider]].max(axis=0)",
        "analysis/participation",
    ),
    fault(
        "analysis/participation/bounds.py",
        "max(0, ceil(round(",
        "max(0, int(round(",
        "analysis/participation",
    ),
    fault(
        "analysis/voices/luck.py",
        "p=(1 + int(hits[index])) / (draws + 1),",
        "p=int(hits[index]) / draws,",
        "analysis/voices/test_luck.py",
    ),
    fault(
        "analysis/concentration.py",
        "(squares - places) / pairs,",
        "squares / pairs,",
        "analysis/test_concentration.py",
    ),
    fault(
        "analysis/pools.py",
        "return exp(-absent) > limit",
        "return exp(-absent) > 1 - limit",
        "analysis/voices/test_standing.py",
    ),
    fault(
        "analysis/voices/sittings.py",
        "return None if alike or self.has_register",
        "return None if alike or not self.has_register",
        "analysis/voices/test_standing.py",
    ),
    fault(
        "analysis/voices/standing.py",
        "if day <= last - YEAR",
        "if day < last",
        "analysis/voices/test_standing.py",
    ),
    fault(
        "analysis/change/sharing.py",
        "pairs / places_share**2 / pairs_of_places",
        "pairs / places_share**2 * pairs_of_places",
        "analysis/change",
    ),
    fault(
        "analysis/change/question.py",
        "people = (before.people, now.people) if was",
        "people = (now.people, before.people) if was",
        "analysis/change",
    ),
    fault(
        "analysis/burden/question.py",
        "load.days += [day] * (came - asked)",
        "load.days += [day] * came",
        "analysis/burden",
    ),
    fault(
        "analysis/methods/rates.py",
        "b = (1 - self.mean) * self.strength + invited - came",
        "b = (1 - self.mean) * self.strength + invited",
        "analysis/methods",
    ),
    fault(
        "analysis/methods/rates.py",
        "df = int(varies.sum()) - np.unique(group[varies]).size",
        "df = int(varies.sum())",
        "analysis/methods",
    ),
    fault(
        "analysis/what_if/staff.py",
        "supporters = bodies.union(workers)",
        "supporters = bodies",
        "analysis/what_if",
    ),
    fault(
        "plan/links/gains.py",
        "self._work_out(led_to)",
        "self._work_out(())",
        "plan/links",
    ),
    fault(
        "plan/links/candidates.py",
        "contact_pairs.union((to, from_) for from_, to in contact_pairs)",
        "contact_pairs",
        "plan/links",
    ),
    fault(
        "analysis/change/question.py",
        "if was is None or was <= limit:",
        "if was is not None and was <= limit:",
        "analysis/change",
    ),
    fault(
        "analysis/routes/steps.py",
        "latest: date = days.max().item()",
        "latest: date = days.min().item()",
        "analysis/routes",
    ),
    fault(
        "analysis/reach/question.py",
        "np.maximum(states.guessed, alone)",
        "np.minimum(states.guessed, alone)",
        "analysis/reach",
    ),
    fault(
        "analysis/calibration/question.py",
        'return "less often" if promised > high else "as promised"',
        'return "more often" if promised > high else "as promised"',
        "analysis/calibration",
    ),
    fault(
        "analysis/merging/united.py",
        "rows += (Counter(ours) | Counter(theirs)).elements()",
        "rows += (Counter(ours) + Counter(theirs)).elements()",
        "analysis/merging",
    ),
    fault(
        "analysis/merging/deciding.py",
        "decision = TURNED[self._decided[turned]]",
        "decision = self._decided[turned]",
        "analysis/merging",
    ),
    fault(
        "analysis/merging/alike.py",
        "if _digits(names[0]) != _digits(names[1]):",
        "if not any(names):",
        "analysis/merging",
    ),
    fault(
        "io/exports/gexf.py",
        '{"id": str(number), "source": from_, "target": to,',
        '{"id": str(number), "source": to, "target": from_,',
        "io/exports",
    ),
    fault(
        "analysis/gatekeepers/question.py",
        'return (-len(row.sole_for), -share, -between, row.node or "")',
        'return (-len(row.sole_for), -between, -share, row.node or "")',
        "analysis/gatekeepers",
    ),
    fault(
        "analysis/what_if/scenario.py",
        "lost=bool(was.path) and not now.path,",
        "lost=not now.path,",
        "analysis/what_if",
    ),
    fault(
        "analysis/review/openness.py",
        "if notice < method.notice_days:",
        "if notice <= method.notice_days:",
        "analysis/review",
    ),
    fault(
        "analysis/evidence/question.py",
        "return (invited, came if both else None) if counted else (None, None)",
        "return (invited, came) if counted else (None, None)",
        "analysis/evidence",
    ),
    fault(
        "analysis/readiness/question.py",
        "key=lambda gap: (LOSSES.index(gap.loss), -(gap.groups or 0)),",
        "key=lambda gap: (LOSSES.index(gap.loss), gap.groups or 0),",
        "analysis/readiness",
    ),
    # ---------------------------------------------------------------- plan and release
    fault(
        "plan/panel/quotas.py",
        "less, more = change[:groups], change[groups:]",
        "more, less = change[:groups], change[groups:]",
        "plan/panel",
    ),
    fault(
        "plan/panel/pool.py",
        "rests = rest and (person.load > most or sat)",
        "rests = rest and (person.load >= most or sat)",
        "plan/panel",
    ),
    fault(
        "plan/links/candidates.py",
        'neighbours |= dict.fromkeys(narrower[group.id], OVERLAPS["narrower"])',
        'neighbours |= dict.fromkeys(narrower[group.id], OVERLAPS["wider"])',
        "plan/links",
    ),
    fault(
        "plan/solver.py",
        "limit = self._highs.getRunTime() + time_limit_s",
        "limit = time_limit_s",
        "plan/test_solver.py",
    ),
    fault(
        "release/gate.py",
        "if field_class(field) is FieldClass.PUBLIC and not _rests_on_few(record, field):",
        "if field_class(field) is not FieldClass.PERSONAL:",
        "release",
    ),
    fault(
        "release/gate.py",
        "for row in rows if not _names_any(row, people))",
        "for row in rows)",
        "release",
    ),
    # ---------------------------------------------------------------- view, opening and cli
    fault(
        "analysis/participation/charts.py",
        'return group_heard.ppr is not None and group_heard.status != "not-recorded"',
        "return group_heard.ppr is not None",
        "analysis/participation/test_charts.py",
    ),
    fault(
        "view/tables.py",
        "return self.rows[len(self.first) :]",
        "return self.rows[len(self.first) + 1 :]",
        "view/parts/test_groups.py",
    ),
    fault(
        "view/picture/focus.py",
        "key=lambda row: row.group not in without):",
        "key=lambda row: row.group in without):",
        "view/picture/test_focus.py",
    ),
    fault(
        "view/templates/tables.js",
        "return a - x || b - y || order.compare(c, z);",
        "return a - x || order.compare(c, z);",
        "view/test_page.py",
    ),
    fault(
        "io/additions.py",
        "refuse_future(changes, today=date.today())",
        "refuse_future(changes, today=date.max)",
        "cli/commands/test_recording.py",
        "test_opening.py",
    ),
    fault(
        "analysis/letter/question.py",
        "row.group is None and activity.groups == (group,)",
        "row.group is None and group in activity.groups",
        "analysis/letter",
    ),
    fault(
        "analysis/one_minute/question.py",
        "return words_of_least(under[0], len(under) - 1)",
        "return words_of_least(under[0], len(under))",
        "analysis/one_minute",
    ),
    fault(
        "analysis/relationships/question.py",
        "last_contact=contact.day if contact else None",
        "last_contact=None",
        "analysis/relationships",
    ),
    fault(
        "charts/svg.py",
        "if isinstance(chart, CurveChart) else ()",
        "if isinstance(chart, LineChart) else ()",
        "charts",
    ),
    fault(
        "cli/main.py",
        "if isinstance(error, InvalidMap):\n        return DATA",
        "if isinstance(error, InvalidMap):\n        return FAILED",
        "cli",
    ),
    fault(
        "cli/sources.py",
        "return path.samefile(source)",
        "return path == source",
        "cli/test_sources.py",
    ),
    fault(
        "cli/printing.py",
        'write_text(how.file, f"{stamp}\\n\\n{text}\\n", force=how.force)',
        'write_text(how.file, f"{text}\\n", force=how.force)',
        "cli/commands/test_routes.py",
    ),
    fault(
        "cli/commands/recording.py",
        "if typed.strip() != id_:",
        'if typed.strip() not in {id_, ""}:',
        "cli/commands/test_recording.py",
    ),
)
