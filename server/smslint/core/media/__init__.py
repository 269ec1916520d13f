"""What a picture, a video, a sound or another file is, told by its bytes alone: nothing is decoded, and no name is
believed.

`media_of` looks at the first bytes and then walks the structure, in time that grows with the length. It never fails on
content; what is damaged has a `fault`.
"""

from smslint.core.media.media import Files, Media, MediaFile
from smslint.core.media.recognise import media_of

__all__ = ["Files", "Media", "MediaFile", "media_of"]
