"""把公文弄成扫描件的样子：画成图，落款盖红章，弄歪、弄糊、加噪点、压缩、调淡、染黄。"""

from dataclasses import dataclass
from io import BytesIO
from random import Random

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import SignOff
from sanban.engine.read import read

DPI = 200
MM = 25.4
SEAL_MM = 42
GREY = 0.15
"""几成扫成灰度。"""


def degraded(pdf: bytes, made: Gongwen, how: tuple["Wear", Random]) -> bytes:
    """画成图，盖章，弄坏，再装成没有文字层的 PDF。"""
    wear, chance = how
    document = pypdfium2.PdfDocument(pdf)
    seals = _seal_places(pdf, made)
    pictures = []
    for number in range(len(document)):
        picture = document[number].render(scale=DPI / 72, rev_byteorder=True).to_pil()
        picture = picture.convert("RGB")
        for x, y in seals.get(number + 1, ()):
            picture = _sealed(picture, (x, y), chance)
        pictures.append(wear.worn(picture, chance))
    out = BytesIO()
    first, *others = pictures
    first.save(
        out, "PDF", save_all=True, append_images=others, resolution=DPI, quality=wear.quality
    )
    return out.getvalue()


def _seal_places(pdf: bytes, made: Gongwen) -> dict[int, list[tuple[float, float]]]:
    """落款日期在哪里（毫米），章的中心盖在它的前半截上。"""
    sign = made.first(SignOff)
    if sign is None:
        return {}
    written = f"{sign.day.year}年{sign.day.month}月{sign.day.day}日"
    for one in reversed(read(pdf, "原件.pdf").paragraphs):
        if one.text.strip() == written and one.left and one.top:
            return {one.page or 1: [(one.left + 16, one.top - 3)]}
    return {}


def _sealed(picture: Image.Image, centre: tuple[float, float], chance: Random) -> Image.Image:
    """盖一枚红章：圆圈、五角星、几个字，浓淡不匀；叠在黑字上是相乘。"""
    side = round(SEAL_MM / MM * DPI)
    shape = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(shape)
    wide = round(1.2 / MM * DPI)
    pen.ellipse((wide, wide, side - wide, side - wide), outline=0, width=wide)
    middle, reach = side / 2, side * 0.16
    pen.regular_polygon((middle, middle, reach), 5, fill=0)
    for place in range(12):
        spoke = Image.new("L", (side, side), 255)
        block = (middle - 14, side * 0.09, middle + 14, side * 0.2)
        ImageDraw.Draw(spoke).rectangle(block, outline=0, width=6)
        shape = ImageChops.darker(shape, spoke.rotate(place * 22 - 120, fillcolor=255))
    dry = _grain((side, side), 60, chance).point(lambda one: 255 if one > 190 else 0)
    shape = ImageChops.lighter(shape, dry).filter(ImageFilter.GaussianBlur(0.8))
    ink = (chance.randint(200, 235), chance.randint(20, 60), chance.randint(25, 65))
    stamp = Image.merge(
        "RGB", [shape.point(lambda one, to=to: to + one * (255 - to) // 255) for to in ink]
    )
    x, y = (round(one / MM * DPI - side / 2) for one in centre)
    over = Image.new("RGB", picture.size, "white")
    over.paste(stamp.rotate(chance.uniform(-12, 12), fillcolor="white"), (x, y))
    return ImageChops.multiply(picture, over)


def _grain(size: tuple[int, int], spread: float, chance: Random) -> Image.Image:
    """一片灰的颗粒，中间 128。"""
    wide, high = size
    dice = np.random.default_rng(chance.getrandbits(32))
    return Image.fromarray(np.clip(dice.normal(128, spread, (high, wide)), 0, 255).astype(np.uint8))


@dataclass(frozen=True, slots=True)
class Wear:
    """一台扫描仪的脾气。"""

    angle: float
    blur: float
    noise: float
    dark: int
    paper: tuple[int, int, int]
    quality: int
    is_grey: bool

    @classmethod
    def drawn(cls, chance: Random) -> "Wear":
        """掷骰子定。"""
        white = chance.randint(215, 255)
        return cls(
            angle=chance.uniform(-1, 1),
            blur=chance.uniform(0, 1.3),
            noise=chance.uniform(0, 22),
            dark=chance.randint(0, 120),
            paper=(white, white, white - chance.randint(0, 25)),
            quality=chance.randint(35, 90),
            is_grey=chance.random() < GREY,
        )

    def worn(self, picture: Image.Image, chance: Random) -> Image.Image:
        """弄坏一页。"""
        turned = picture.rotate(self.angle, Image.Resampling.BICUBIC, fillcolor="white")
        soft = turned.filter(ImageFilter.GaussianBlur(self.blur))
        parts = [
            part.point(lambda one, to=to: self.dark + one * (to - self.dark) // 255)
            for part, to in zip(soft.split(), self.paper, strict=True)
        ]
        faded = Image.merge("RGB", parts)
        if self.noise:
            grain = _grain(faded.size, self.noise, chance)
            faded = ImageChops.add(faded, Image.merge("RGB", [grain] * 3), 1, -128)
        return faded.convert("L").convert("RGB") if self.is_grey else faded
