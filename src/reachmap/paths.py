"""What is at a path, and who may read what is written there."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

ODD = "{} is a pipe, a socket or a device, which holds no map; name a file or a folder"
"""What a message says of something that reading from may never end."""


def is_file_name(text: str) -> bool:
    r"""Return whether a text can be the name of a file on this machine.

    Examples
    --------
    >>> is_file_name("town.xlsx"), is_file_name(""), is_file_name("a\0b"), is_file_name("\ud800")
    (True, False, False, False)
    """
    try:
        return bool(text) and b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False


def is_odd(path: Path) -> bool:
    """Return whether something is there that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def allow_as_before(fresh: Path, before: Path) -> None:
    """Give a file or folder the permissions and group of another; its owner where allowed.

    Where the group cannot be given, the group that it has instead may do what anybody may.
    """
    status = before.stat()
    mode = stat.S_IMODE(status.st_mode)
    if not _give(fresh, status.st_uid, status.st_gid):
        mode = (mode & ~stat.S_IRWXG) | (mode & (mode & stat.S_IRWXO) << 3)
    fresh.chmod(mode)


def allow_as_new(fresh: Path, folder: Path, *, private: bool) -> None:
    """Give a new file or folder its permissions: as usual here, or for its owner alone.

    A folder that a group shares is meant for the group: what is private has the usual
    permissions in it, and belongs to that group.
    """
    around = folder.stat()
    usual = 0o777 if fresh.is_dir() else 0o666
    mode = usual & ~_mask()
    if private and _is_shared(around):
        _give(fresh, -1, around.st_gid)
    elif private:
        mode = usual & stat.S_IRWXU
    inherited = stat.S_IMODE(fresh.stat().st_mode) & stat.S_ISGID
    fresh.chmod(mode | inherited)


def make_private(path: Path) -> None:
    """Make an empty file for its owner, or the group that shares the folder, to be filled."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR))
        allow_as_new(path, path.parent, private=True)


def _is_shared(folder: os.stat_result) -> bool:
    """Return whether a folder is a group's: by its mark, or as another group writes in it."""
    if sys.platform == "win32":
        return False
    group_writes = folder.st_mode & (stat.S_IWGRP | stat.S_IWOTH) == stat.S_IWGRP
    return bool(folder.st_mode & stat.S_ISGID) or (group_writes and folder.st_gid != os.getegid())


def _give(path: Path, owner: int, group: int) -> bool:
    """Return whether a file could be given to a group; its owner is given where allowed."""
    if sys.platform == "win32":
        return True
    for each in (owner, -1):
        with suppress(OSError):
            os.chown(path, each, group)
            return True
    return False


def _mask() -> int:
    """Return what the process leaves out of usual permissions."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
