"""演示的一场场：在办的、办完的、门口等着的。"""

from demo.scenes.ended import ENDED
from demo.scenes.handling import HANDLING
from demo.scenes.leading import LEADING
from demo.scenes.scene import Scene

SCENES = (*LEADING, *HANDLING, *ENDED)

__all__ = ["SCENES", "Scene"]
