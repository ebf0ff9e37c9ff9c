"""水印：把姓名、单位、时间淡淡地斜铺在页面图片上。"""

from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from sanban.engine.fonts import picture_face

INK = (96, 96, 96)
STRENGTH = 46
ANGLE = 28
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def stamp(picture: Image.Image, text: str) -> None:
    """在图片上直接铺满水印；没有中文字体时只铺其中的字母数字。"""
    tile = _tile(text, max(12, picture.width // 52))
    if tile is None:
        return
    for row, top in enumerate(range(-tile.height // 2, picture.height, tile.height)):
        shift = tile.width // 2 * (row % 2)
        for left in range(-shift, picture.width, tile.width):
            picture.paste(INK, (left, top), tile)


@lru_cache(maxsize=32)
def _tile(text: str, height: int) -> Image.Image | None:
    font, words = _font(text, height)
    if not words:
        return None
    left, top, right, bottom = (round(edge) for edge in font.getbbox(words))
    plate = Image.new("L", (right - left + height * 4, bottom - top + height * 2), 0)
    ImageDraw.Draw(plate).text((height * 2 - left, height - top), words, font=font, fill=STRENGTH)
    return plate.rotate(ANGLE, expand=True, resample=Image.Resampling.BILINEAR)


def _font(text: str, height: int) -> tuple[Font, str]:
    face = picture_face()
    if face is not None:
        return ImageFont.truetype(face.path, height, index=face.index), text
    words = " ".join("".join(c if c.isascii() else " " for c in text).split())
    return ImageFont.load_default(height), words
