#!/usr/bin/env python3
"""Makes the font files of this folder from the packages they come from.

What it is: a copier and subsetter, run by hand when a face or the list of Han
characters changes.  What it is not: part of the build.  The program embeds the
finished files and never needs this script, Python or the packages.

    python3 make.py SOURCES

SOURCES is a folder that holds, at any depth, the files named below (unpack the
packages into it).  Needs fonttools (PyPI; made with 4.68.0).

    file                              package
    SourceSerif4SmText-Regular.ttf    npm source-serif 4.5.1     -> text.ttf
    SourceSerif4SmText-Bold.ttf       npm source-serif 4.5.1     -> text-bold.ttf
    SourceSerif4SmText-It.ttf         npm source-serif 4.5.1     -> text-italic.ttf
    SourceSans3-Regular.ttf           npm source-sans 3.52.0     -> label.ttf
    SourceSans3-Bold.ttf              npm source-sans 3.52.0     -> label-bold.ttf
    SourceCodePro-Regular.ttf         npm source-code-pro 2.42.0 -> code.ttf
    NotoSerifCJK-Regular.ttc          Debian fonts-noto-cjk 1:20220127+repack1-1
                                                                 -> han-ja.ttf, han-zh.ttf
    DejaVuSans.ttf                    Debian fonts-dejavu-core 2.37-6 -> symbols.ttf

The Source faces are copied byte for byte: their licence reserves the name
"Source", so that a changed file would have to be called otherwise.  "SmText" is
the cut drawn for small sizes.  The Han faces are subsets, their cubic outlines
turned into quadratic ones (TrueType "glyf") within one unit in a thousand.
The licence texts beside the fonts are taken from the same packages.  The result
depends on nothing but the sources, so a second run changes nothing.
"""

import argparse
import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent

COPIES = {
    "text.ttf": "SourceSerif4SmText-Regular.ttf",
    "text-bold.ttf": "SourceSerif4SmText-Bold.ttf",
    "text-italic.ttf": "SourceSerif4SmText-It.ttf",
    "label.ttf": "SourceSans3-Regular.ttf",
    "label-bold.ttf": "SourceSans3-Bold.ttf",
    "code.ttf": "SourceCodePro-Regular.ttf",
}

HAN_SOURCE = "NotoSerifCJK-Regular.ttc"
HAN_FACES = {"han-ja.ttf": "Noto Serif CJK JP", "han-zh.ttf": "Noto Serif CJK TC"}

SYMBOL_SOURCE = "DejaVuSans.ttf"
SYMBOLS = (
    " §†‡…•·‹›«»–—−×÷±≈≠≤≥∞′″"
    "←↑→↓↔↕↖↗↘↙⇐⇒⇔↺↻"
    "✓✔✗✘■□▢▪▫▲△▴▵▶▷▸▹►▼▽▾▿◀◁◂◃◄◆◇◈○◉◌◎●◐◑★☆"
    "⚐⚑⚒⚓⚔⚖⚙⚠☎☐☑☒✉✎✒✚⌂⏎☰⋮⋯♟"
)


def find(sources: Path, name: str) -> Path:
    """The one file of that name below the sources folder."""
    found = sorted(sources.rglob(name))
    if not found:
        sys.exit(f"make.py: {name} is not below {sources}")
    return found[0]


def han_characters() -> set[int]:
    """The code points of han-characters.txt, remarks left out."""
    lines = (HERE / "han-characters.txt").read_text(encoding="utf-8").splitlines()
    return {ord(c) for line in lines if not line.startswith("#") for c in line}


def cut(font: TTFont, wanted: set[int]) -> None:
    """Leaves of the font the wanted characters, their kerning and its names."""
    missing = sorted(wanted - set(font.getBestCmap()))
    if missing:
        sys.exit("make.py: the source lacks " + " ".join(f"U+{c:04X}" for c in missing))
    options = subset.Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.glyph_names = False
    options.notdef_outline = True
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "FFTM", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)


def to_quadratic(font: TTFont, tolerance: float = 1.0) -> None:
    """Replaces the CFF outlines of a font by TrueType ones."""
    order = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, tolerance, reverse_direction=True))
        glyphs[name] = pen.glyph()
    del font["CFF "]
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    for name in order:
        glyphs[name].recalcBounds(glyf)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyphs[name], "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements",
    ):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def face_number(source: Path, family: str) -> int:
    """Which face of a collection bears the family name."""
    for number in range(64):
        with TTFont(source, fontNumber=number, lazy=True) as font:
            if font["name"].getDebugName(1) == family or font["name"].getDebugName(16) == family:
                return number
    sys.exit(f"make.py: {source.name} holds no {family}")


def licences(sources: Path) -> None:
    """Writes each family's licence as its package states it."""
    for target, sample in {
        "OFL-source-serif.txt": COPIES["text.ttf"],
        "OFL-source-sans.txt": COPIES["label.ttf"],
    }.items():
        shutil.copyfile(find(sources, sample).parent.parent / "LICENSE.md", HERE / target)

    # Noto's own licence comes without a file in the package: its notice stands in the
    # font, and the licence it names is the one printed with the Source faces.
    with TTFont(find(sources, HAN_SOURCE), fontNumber=0, lazy=True) as font:
        notice = font["name"].getDebugName(0)
    body = (HERE / "OFL-source-serif.txt").read_text(encoding="utf-8")
    body = body[body.index("-----------"):]
    (HERE / "OFL-noto-serif-cjk.txt").write_text(
        f"Noto Serif CJK (the subsets han-ja.ttf and han-zh.ttf)\n\n{notice}\n\n{body}", encoding="utf-8"
    )

    with TTFont(find(sources, SYMBOL_SOURCE), lazy=True) as font:
        notice, text = (font["name"].getDebugName(number) for number in (0, 13))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    notice = notice.replace("\r\n", "\n").replace("\r", "\n")
    (HERE / "LICENSE-dejavu.txt").write_text(
        f"DejaVu Sans (the subset symbols.ttf)\n\n{notice}\n\n{text}\n", encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path, help="folder with the unpacked packages")
    sources = parser.parse_args().sources

    for target, name in COPIES.items():
        shutil.copyfile(find(sources, name), HERE / target)

    wanted = han_characters()
    collection = find(sources, HAN_SOURCE)
    for target, family in HAN_FACES.items():
        font = TTFont(collection, fontNumber=face_number(collection, family), recalcTimestamp=False)
        cut(font, wanted)
        to_quadratic(font)
        font.save(HERE / target)

    font = TTFont(find(sources, SYMBOL_SOURCE), recalcTimestamp=False)
    cut(font, {ord(c) for c in SYMBOLS})
    font.save(HERE / "symbols.ttf")

    licences(sources)
    for path in sorted(HERE.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            print(f"{path.name:18} {path.stat().st_size:8} bytes  {len(font.getBestCmap()):5} characters")


if __name__ == "__main__":
    main()
