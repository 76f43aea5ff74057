"""Tone-map HDR for ordinary screens: PQ or HLG in BT.2020 becomes BT.709, by a 3D lookup table.

ITU-R BT.2100-2 (PQ, HLG and its display light), BT.2087 (primaries), BT.2408 (reference white is 203 cd/m²).
The curve is the one Chromium uses on a screen without HDR (headroom-adaptive, SMPTE ST 2094-50): white is mapped to
half of the light, which leaves room for brighter parts. A result then looks the same before and after.
"""

from collections.abc import Callable
from math import exp, sqrt
from pathlib import Path

GRID = 33
_WHITE_NITS = 203.0
_PEAK_NITS = 1000.0
_PQ_NITS = 10_000.0
_M1, _M2, _C1, _C2, _C3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
_HLG_A, _HLG_B, _HLG_C = 0.17883277, 0.28466892, 0.55991073
_HLG_GAMMA = 1.2
_LUMA = (0.2627, 0.6780, 0.0593)
_TO_709 = (
    (1.660491, -0.587641, -0.072850),
    (-0.124550, 1.132900, -0.008349),
    (-0.018151, -0.100579, 1.118730),
)
# The shoulder: a parabola from white (1, 1/2) to the peak (_PEAK, 1), its control point on the line through white.
_PEAK = _PEAK_NITS / _WHITE_NITS
_KNEE = 0.5
_BEND = 0.65
_CONTROL = (1 + _BEND * (1 / _KNEE - 1), _KNEE + _BEND * (1 - _KNEE))

Colour = tuple[float, float, float]


def write_table(target: Path, *, is_hlg: bool) -> None:
    """Write the table as a .cube file: GRID values of each colour, red the fastest."""
    steps = [index / (GRID - 1) for index in range(GRID)]
    lines = [f"LUT_3D_SIZE {GRID}"]
    for blue in steps:
        for green in steps:
            lines += ["{:.5f} {:.5f} {:.5f}".format(*shown((red, green, blue), is_hlg=is_hlg)) for red in steps]
    target.write_text("\n".join(lines) + "\n", "ascii")


def shown(coded: Colour, *, is_hlg: bool) -> Colour:
    """Return the encoded colour (0…1) for an ordinary screen."""
    light = _hlg_light(coded) if is_hlg else _each(_pq_light, coded)
    brightest = max(light)
    gain = _toned(brightest) / brightest if brightest > 0 else 0.0
    red, green, blue = light
    return _each(_coded, tuple(gain * (row[0] * red + row[1] * green + row[2] * blue) for row in _TO_709))


def _each(function: Callable[[float], float], colour: tuple[float, ...]) -> Colour:
    red, green, blue = colour
    return function(red), function(green), function(blue)


def _pq_light(coded: float) -> float:
    root = coded ** (1 / _M2)
    share: float = (max(root - _C1, 0.0) / (_C2 - _C3 * root)) ** (1 / _M1)
    return share * _PQ_NITS / _WHITE_NITS


def _hlg_light(coded: Colour) -> Colour:
    scene = _each(_hlg_scene, coded)
    luma = sum(share * part for share, part in zip(_LUMA, scene, strict=True))
    gain = luma ** (_HLG_GAMMA - 1) * _PEAK if luma > 0 else 0.0
    return _each(lambda part: part * gain, scene)


def _hlg_scene(coded: float) -> float:
    return coded * coded / 3 if coded <= 0.5 else (exp((coded - _HLG_C) / _HLG_A) + _HLG_B) / 12


def _toned(light: float) -> float:
    """Return the tone-mapped light: input 1 is reference white, output 1 the screen's maximum, reached at the peak."""
    if light <= 1:
        return light * _KNEE
    if light >= _PEAK:
        return 1.0
    # x(t) = 1 + 2t(cx - 1) + t²(1 - 2cx + peak), solved for t
    slope, square = _CONTROL[0] - 1, 1 - 2 * _CONTROL[0] + _PEAK
    t = (sqrt(slope * slope + square * (light - 1)) - slope) / square
    return (1 - t) ** 2 * _KNEE + 2 * t * (1 - t) * _CONTROL[1] + t * t


def _coded(light: float) -> float:
    light = min(1.0, max(0.0, light))
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
