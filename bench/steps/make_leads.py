"""Write synthetic leads and what belongs to them."""

from __future__ import annotations

import sys
from pathlib import Path

from cdp.synth import write_source_files

write_source_files(Path(sys.argv[1]), leads=int(sys.argv[2]), seed=int(sys.argv[3]))
