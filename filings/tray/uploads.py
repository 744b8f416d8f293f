"""A form of many files: as many as it may carry are kept, where Django would refuse the whole of it for one too many."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler


def most_files() -> int:
    """One fewer than Django takes: that one tells that there were more."""
    return int(settings.DATA_UPLOAD_MAX_NUMBER_FILES or 101) - 1


class FirstFiles(TemporaryFileUploadHandler):
    """Keeps the first files of a form on the disk, and reads over the others. `left_out`: there were others."""

    left_out = False
    _begun = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._begun += 1
        if self._begun > most_files():
            self.left_out = True
            # Django closes the file that this handler has open: one begun for nothing, not the last one kept.
            raise StopUpload(connection_reset=False)
