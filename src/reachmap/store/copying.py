"""A map put into a store, without replacing another by mistake."""

from reachmap.errors import InvalidMap, StoreConflict, StoreUnavailable
from reachmap.model.stakeholders import StakeholderMap
from reachmap.store import opening
from reachmap.store.protocol import LastingStore, Progress

FORCE = "give --force (force=True) to replace it"


def put(
    target: str,
    stakeholders: StakeholderMap,
    *,
    force: bool = False,
    insecure: bool = False,
    progress: Progress | None = None,
) -> bool:
    """Put a map into the store that a target names; it is made where there is none."""
    store = opening.open_store(target, make=True, insecure=insecure)
    try:
        current = None if force else _current_map(store, target)
        if current is not None and current != stakeholders:
            message = f"{target} holds another map; {FORCE}"
            raise StoreConflict(message)
        before = store.version()
        store.write(stakeholders, progress=progress)
        return store.version() != before
    finally:
        store.close()


def _current_map(store: LastingStore, target: str) -> StakeholderMap | None:
    """Return the map that a store holds; None where there is none yet."""
    try:
        return store.whole()
    except StoreUnavailable:
        return None  # If it is for another reason, writing will say so.
    except InvalidMap as error:
        message = f"{target} holds a map that breaks rules (reachmap check {target}); {FORCE}"
        raise StoreConflict(message) from error
