#!/usr/bin/env python3
"""Makes northeast-asia.ron, the map of the program, from Natural Earth and our own lines.

What it is: a deterministic builder, run by hand when the map changes.  It cuts the land
into regions along one net of lines, so that neighbours share every point of their common
border.  What it is not: part of the build, and no source of historical fact: what each
line stands for, and how exact it is, is told in README.md and drawn.py.

    python3 make.py WORLD_ATLAS
    python3 make.py WORLD_ATLAS --extract RIVERS LAKES

WORLD_ATLAS is the unpacked npm package world-atlas (made with 2.0.2); its file
countries-10m.json is read.  With --extract the file hydrography.json beside this script
is made anew from Natural Earth's 1:10m themes "rivers + lake centerlines" and "lakes" as
GeoJSON (made with version 4).  Needs shapely (PyPI; made with 2.2.0).
"""

import argparse
import json
import math
import sys
from itertools import pairwise
from pathlib import Path

from shapely import set_precision, union_all
from shapely.geometry import LineString, Point, Polygon, box, shape
from shapely.geometry.polygon import orient
from shapely.ops import linemerge, polygonize, unary_union

sys.dont_write_bytecode = True  # leave no cache beside the data
import drawn  # noqa: E402

HERE = Path(__file__).resolve().parent
TARGET = HERE / "northeast-asia.ron"
HYDROGRAPHY = HERE / "hydrography.json"

WINDOW = (84.0, 29.0, 146.0, 58.0)  # what is to be shown
CLIP = (82.0, 28.7, 148.0, 60.0)  # what is held
FINE = (115.0, 46.0, 121.0, 50.5)  # the Halha sector, kept to 0.005 degree
GRID = 0.005
COAST_TOLERANCE = 0.016
SMALLEST_ISLAND = 0.03  # square degrees

Point2 = tuple[float, float]

# --- reading -----------------------------------------------------------------------------


def neat(point) -> Point2:
    """A point rounded to the grain of the map."""
    lon, lat = point[0], point[1]
    fine = FINE[0] <= lon <= FINE[2] and FINE[1] <= lat <= FINE[3]
    grain = 200 if fine else 100
    return (round(lon * grain) / grain, round(lat * grain) / grain)


def neat_path(points) -> list[Point2]:
    """Rounded points, without repetition."""
    path: list[Point2] = []
    for point in points:
        rounded = neat(point)
        if not path or path[-1] != rounded:
            path.append(rounded)
    return path


class Atlas:
    """The countries of world-atlas, and the arcs they share."""

    def __init__(self, path: Path):
        topology = json.loads(path.read_text(encoding="utf-8"))
        (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
        self.arcs: list[list[Point2]] = []
        for arc in topology["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * sx + tx, y * sy + ty))
            self.arcs.append(points)
        self.owners: dict[int, set[str]] = {}
        self.rings: dict[str, list[list[int]]] = {}
        for country in topology["objects"]["countries"]["geometries"]:
            name = country["properties"]["name"]
            parts = country.get("arcs", [])
            polygons = parts if country["type"] == "MultiPolygon" else [parts]
            for polygon in polygons:
                for ring in polygon:
                    for arc in ring:
                        self.owners.setdefault(arc if arc >= 0 else ~arc, set()).add(name)
                if polygon:
                    self.rings.setdefault(name, []).append(polygon[0])

    def border(self, one: str, other: str) -> list[LineString]:
        """The arcs two countries share, longest first."""
        lines = [LineString(self.arcs[arc]) for arc, who in self.owners.items() if who == {one, other}]
        return sorted(lines, key=lambda line: -line.length)

    def polygons(self, name: str) -> list[Polygon]:
        """The outlines of a country, as precise as the package has them."""
        result = []
        for ring in self.rings[name]:
            points: list[Point2] = []
            for arc in ring:
                part = self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]
                points.extend(part if not points else part[1:])
            if len(points) > 3:
                result.append(Polygon(points).buffer(0))
        return result


# --- the international borders -----------------------------------------------------------


def nearest_index(path: list[Point2], point: Point2) -> int:
    return min(range(len(path)), key=lambda i: math.dist(path[i], point))


def between(path: list[Point2], start: Point2, end: Point2) -> list[Point2]:
    """The stretch of a path between the vertices nearest to two points."""
    i, j = nearest_index(path, start), nearest_index(path, end)
    return path[i : j + 1] if i <= j else path[j : i + 1][::-1]


def simplified(line: LineString, coarse: float, keep: list[Point2] = ()) -> list[Point2]:
    """A border thinned out, finely in the Halha sector, with some vertices kept for sure."""
    points = list(line.coords)
    stops = sorted({0, len(points) - 1} | {nearest_index(points, point) for point in keep})
    result: list[Point2] = []
    for i, j in pairwise(stops):
        piece = points[i : j + 1]
        middle = piece[len(piece) // 2]
        fine = FINE[0] <= middle[0] <= FINE[2] and FINE[1] <= middle[1] <= FINE[3]
        thin = list(LineString(piece).simplify(0.006 if fine else coarse).coords)
        result.extend(thin if not result else thin[1:])
    return neat_path(result)


def clipped(path: list[Point2]) -> list[Point2]:
    """The longest part of a path inside the clip rectangle."""
    inside = LineString(path).intersection(box(*CLIP))
    parts = [part for part in getattr(inside, "geoms", [inside]) if part.length > 0]
    return neat_path(max(parts, key=lambda part: part.length).coords)


def over_land(path: list[Point2], ground) -> list[Point2]:
    """The part of a path on land and just off the coast, within the clip rectangle."""
    inside = LineString(path).intersection(ground.buffer(0.1))
    parts = [part for part in getattr(inside, "geoms", [inside]) if part.length > 0]
    return neat_path(max(parts, key=lambda part: part.length).coords)


def beyond(first: Point2, second: Point2, by: float) -> Point2:
    """The point that lies `by` degrees before `first`, coming from `second`."""
    length = math.dist(first, second)
    return neat(tuple(a + (a - b) / length * by for a, b in zip(first, second)))


def international(atlas: Atlas) -> dict[str, list[Point2]]:
    """The borders between states, cut where the period's map needs a name of its own."""
    altai_tuva, tuva_buryat = (89.65, 49.9), (98.8, 52.12)
    amur_head, amur_ussuri, khingan_chahar = (121.48, 53.33), (134.75, 48.38), (119.905, 46.71)
    xinjiang_kansu = (96.38, 42.73)
    east_end = (116.683, 49.824)

    north = simplified(atlas.border("Mongolia", "Russia")[0], 0.012, [altai_tuva, tuva_buryat])
    south = simplified(
        atlas.border("China", "Mongolia")[0], 0.012,
        [xinjiang_kansu, (114.9, 45.38), khingan_chahar, drawn.KHINGAN_FOOT, drawn.HALHA_FORK, drawn.BUIR_NORTH],
    )
    for fixed in (drawn.KHINGAN_FOOT, drawn.HALHA_FORK, drawn.BUIR_NORTH):
        south[nearest_index(south, fixed)] = fixed
    east = simplified(atlas.border("China", "Russia")[0], 0.012, [(119.5, 50.4), amur_head, amur_ussuri])
    korea = simplified(atlas.border("China", "North Korea")[0], 0.012)
    tumen = simplified(atlas.border("North Korea", "Russia")[0], 0.01)
    west = linemerge([*atlas.border("China", "Kazakhstan"), atlas.border("China", "Russia")[1]])

    lines = {
        "mongolia-ussr-altai": between(north, north[0], altai_tuva),
        "mongolia-tuva": between(north, altai_tuva, tuva_buryat),
        "mongolia-ussr": between(north, tuva_buryat, east_end),
        "mongolia-barga-buir": between(south, drawn.BUIR_NORTH, east_end),
        "mongolia-barga-halha": between(south, drawn.KHINGAN_FOOT, drawn.BUIR_NORTH),
        "mongolia-hingan-south": between(south, khingan_chahar, drawn.KHINGAN_FOOT),
        "mongolia-china-south": between(south, xinjiang_kansu, khingan_chahar),
        "mongolia-china-west": between(south, south[0], xinjiang_kansu),
        "ussr-manchuria-argun": between(east, east_end, amur_head),
        "ussr-manchuria-amur": between(east, amur_head, amur_ussuri),
        "ussr-manchuria-ussuri": between(east, amur_ussuri, (130.53, 42.53)),
        "ussr-korea-tumen": tumen,
        "manchuria-korea-yalu": korea,
        "ussr-china-west": clipped(simplified(west, 0.02)),
        "kazakh-siberia": clipped(simplified(atlas.border("Kazakhstan", "Russia")[0], 0.03)),
    }
    lines["halha-river"] = between(lines["mongolia-barga-halha"], drawn.KHINGAN_FOOT, drawn.HALHA_FORK)[:-1]
    lines["halha-river"] += drawn.HALHA_RIVER_CLAIM
    for neighbour in ("India", "Nepal", "Bhutan", "Myanmar"):
        for number, line in enumerate(atlas.border("China", neighbour)):
            inside = line.intersection(box(*CLIP).buffer(0.5))
            for part in getattr(inside, "geoms", [inside]):
                if part.length > 0:
                    lines[f"china-{neighbour.lower()}-{number}-{part.bounds[0]:.0f}"] = simplified(part, 0.03)
    return lines


# --- the net and the regions ----------------------------------------------------------------


def meet(paths: list[list[Point2]], point: Point2) -> Point2 | None:
    """The vertex of the nearest path that a point is to join; made there if none is near."""
    target = Point(point)
    path = min(paths, key=lambda path: LineString(path).distance(target))
    if LineString(path).distance(target) > 0.6:
        return None
    vertex = path[nearest_index(path, point)]
    if math.dist(vertex, point) < 0.1:
        return vertex
    i = min(range(1, len(path)), key=lambda i: LineString(path[i - 1 : i + 1]).distance(target))
    stretch = LineString(path[i - 1 : i + 1])
    foot = neat(stretch.interpolate(stretch.project(target)).coords[0])
    if foot not in path:
        path.insert(i, foot)
    return foot


def drawn_arcs(net: dict[str, list[Point2]]) -> dict[str, list[Point2]]:
    """Our own limits, their ends brought to where they belong."""
    result: dict[str, list[Point2]] = {}
    for name, start, end, points in drawn.ARCS:
        path = neat_path(points)
        for kind, index in ((start, 0), (end, -1)):
            if kind == "snap":
                foot = meet([*net.values(), *result.values()], path[index])
                if foot is None:
                    sys.exit(f"make.py: the {'end' if index else 'start'} of {name} finds nothing to meet")
                path[index] = foot
        result[name] = path
    return result


def pieces(geometry) -> list[Polygon]:
    """The polygons of a geometry."""
    if geometry.is_empty:
        return []
    if geometry.geom_type == "Polygon":
        return [geometry]
    return [part for member in geometry.geoms for part in pieces(member)] if hasattr(geometry, "geoms") else []


def coast(atlas: Atlas) -> list[Polygon]:
    """The land within the clip rectangle, simplified, without holes and islets."""
    frame = box(*CLIP)
    whole = unary_union([
        polygon for name in atlas.rings for polygon in atlas.polygons(name) if polygon.intersects(frame)
    ])
    land = []
    for polygon in pieces(whole.intersection(frame)):
        if polygon.area < SMALLEST_ISLAND:
            continue
        thin = Polygon(polygon.exterior).simplify(COAST_TOLERANCE)
        rounded = set_precision(Polygon(neat_path(thin.exterior.coords)).buffer(0), GRID)
        land += [Polygon(part.exterior) for part in pieces(rounded) if part.area >= SMALLEST_ISLAND / 2]
    return land


def faces(land: list[Polygon], net: dict[str, list[Point2]]) -> list[Polygon]:
    """The land cut along all lines of the net."""
    edges = [LineString(polygon.exterior.coords) for polygon in land] + [LineString(path) for path in net.values()]
    noded = union_all(edges, grid_size=GRID)
    ground = unary_union(land)
    return [face for face in polygonize(noded) if ground.contains(face.representative_point())]


REGION_OF_COUNTRY = {
    "Japan": "japan", "South Korea": "korea", "North Korea": "korea",
    "India": "south-asia", "Nepal": "south-asia", "Bhutan": "south-asia", "Myanmar": "south-asia",
}


def region_of_island(face: Polygon, countries: dict[str, Polygon], seeded: dict[str, Polygon]) -> str:
    """The region of a piece of land that holds no name point: an island, or a corner cut off."""
    inner = face.representative_point()
    country = min(countries, key=lambda name: (countries[name].distance(inner), name))
    if country in REGION_OF_COUNTRY:
        return REGION_OF_COUNTRY[country]
    if country == "Russia" and inner.x > 145 and inner.y < 47:
        return "kurils"
    return min(seeded, key=lambda region: (seeded[region].distance(face), region))


def regions(cut: list[Polygon], atlas: Atlas) -> dict[str, list[Polygon]]:
    """Each region's polygons."""
    seeds = [(name, Point(at)) for name, label, more in drawn.REGIONS for at in (label, *more)]
    members: dict[str, list[Polygon]] = {name: [] for name, _, _ in drawn.REGIONS}
    loose = []
    for face in cut:
        inside = sorted({name for name, seed in seeds if face.contains(seed)})
        if len(inside) > 1:
            sys.exit(f"make.py: one piece of land is claimed by {inside}: a line of the net is open")
        if inside:
            members[inside[0]].append(face)
        else:
            loose.append(face)
    countries = {
        name: unary_union(atlas.polygons(name)).intersection(box(*CLIP).buffer(1))
        for name in ("Russia", "China", "Japan", "North Korea", "South Korea", "Mongolia", "Kazakhstan", "India", "Nepal", "Myanmar", "Bhutan")
    }
    seeded = {name: unary_union(parts) for name, parts in members.items() if parts}
    for face in loose:
        name = region_of_island(face, countries, seeded)
        members[name].append(face)
        centre = face.representative_point()
        print(f"  unnamed land of {face.area:.3f} at {centre.x:.1f}, {centre.y:.1f} -> {name}")
    result = {}
    for name, parts in members.items():
        if not parts:
            sys.exit(f"make.py: no land for {name}")
        result[name] = sorted(pieces(unary_union(parts)), key=lambda part: -part.area)
    return result


# --- waters -----------------------------------------------------------------------------------

# id -> names in Natural Earth, from the source down; "name#number" where a name serves two rivers.
# (Its lower Nonni bears the name of the upper Sungari.)
RIVER_NAMES = {
    "amur": ["Heilong Jiang", "Amur"],
    "angara": ["Angara"],
    "argun": ["Argun’"],
    "black-irtysh": ["Ertix"],
    "great-yenisei": ["Bol’shoy Yenisey"],
    "hailar": ["Hailar"],
    "han": ["Han"],
    "huai": ["Huai", "Hudi"],
    "ider": ["Ideriyn"],
    "ingoda": ["Ingoda"],
    "kerulen": ["Herlen"],
    "lena": ["Lena"],
    "liao": ["Liao"],
    "little-yenisei": ["Kyzyl-Khem", "Malyy Yenisey"],
    "luan": ["Luan"],
    "nonni": ["Nen", "Di’er Songhua#967"],
    "onon": ["Onon"],
    "orkhon": ["Orhon"],
    "selenga": ["Selenga"],
    "shara-muren": ["Xar Moron"],
    "shilka": ["Shilka"],
    "sungari": ["Di’er Songhua#646", "Songhua"],
    "taoer": ["Tao’er"],
    "tarim": ["Tarim"],
    "tumen": ["Tumen"],
    "upper-yenisei": ["Verkhniy Yenisey"],
    "ussuri": ["Ussuri"],
    "vitim": ["Vitim"],
    "wei": ["Wei"],
    "west-liao": ["Xiliao"],
    "yalu": ["Yalu"],
    "yangtze": ["Jinsha", "Chang Jiang", "Yangtze"],
    "yellow-river": ["Huang"],
    "zeya": ["Zeya"],
}
# Those whose points Natural Earth gives from the mouth up, once strung together.
UPSTREAM = {"amur", "argun", "great-yenisei", "hailar", "lena"}
RIVER_BOXES = {  # where a name is borne by more than one river
    "han": (105.0, 30.0, 115.0, 34.0),
    "angara": (100.0, 51.5, 105.2, 53.3),
    "argun": (117.0, 49.0, 122.0, 54.0),
}

LAKE_NAMES = {
    "Lake Baikal": "baikal", "Khövsgöl Nuur": "hovsgol", "Lake Khanka": "khanka", "Hulun Nuur": "dalai-nor", "Buyr Nuur": "buir",
    "Uvs Nuur": "uvs", "Har Us Nuur": "har-us", "Khyargas Nuur": "hyargas", "Har Nuur": "har", "Achit Nuur": "achit",
    "Dalai Nur": "dal-nor", "Qinghai Hu": "koko-nor", "Bosten Hu": "bosten", "Lop Nur": "lop-nor", "Tai Hu": "tai-hu",
    "Hongze Hu": "hungtze-hu", "Biwa Ko": "biwa", "Nam Co": "nam-tso", "Siling Co": "siling-tso", "Poyang Hu": "poyang",
    "Telmen Nuur": "telmen", "Ozero Gusinoye": "gusinoye",
}


def thin_water(points, closed: bool) -> list[Point2]:
    """A bank or a course at the grain of the map."""
    line = LineString([point[:2] for point in points])
    x, y = line.centroid.x, line.centroid.y
    fine = FINE[0] <= x <= FINE[2] and FINE[1] <= y <= FINE[3]
    path = neat_path(line.simplify(0.005 if fine else 0.02).coords)
    return path[:-1] if closed and path[0] == path[-1] else path


def chain(parts: list[list[Point2]]) -> list[Point2]:
    """Stretches of one river, strung together at their nearest ends."""
    parts = [list(part) for part in parts]
    path = parts.pop(max(range(len(parts)), key=lambda i: LineString(parts[i]).length))
    while parts:
        gap, i, head, reverse = min(
            (math.dist(end, part[0 if not reverse else -1]), i, head, reverse)
            for i, part in enumerate(parts)
            for head, end in ((False, path[-1]), (True, path[0]))
            for reverse in (False, True)
        )
        if gap > 0.4:
            break
        part = parts.pop(i)
        part = part[::-1] if reverse else part
        path = part[::-1] + path if head else path + part
    return path


def extract(rivers: Path, lakes: Path) -> None:
    """Writes hydrography.json from Natural Earth's files."""
    found: dict[str, dict] = {"rivers": {}, "lakes": {}}
    features = json.loads(rivers.read_text(encoding="utf-8"))["features"]
    for river, names in RIVER_NAMES.items():
        frame = box(*RIVER_BOXES.get(river, CLIP)).intersection(box(*CLIP))
        parts = []
        for feature in features:
            about = feature["properties"]
            known = {about.get("name"), f"{about.get('name')}#{about.get('rivernum')}"}
            if feature["geometry"] is None or not known & set(names):
                continue
            inside = shape(feature["geometry"]).intersection(frame)
            parts += [part for part in getattr(inside, "geoms", [inside]) if part.geom_type == "LineString" and part.length > 0]
        if not parts:
            sys.exit(f"make.py: no river {names}")
        merged = linemerge(parts) if len(parts) > 1 else parts[0]
        strands = [list(part.coords) for part in getattr(merged, "geoms", [merged])]
        course = chain(strands)
        found["rivers"][river] = thin_water(course[::-1] if river in UPSTREAM else course, closed=False)
    for feature in json.loads(lakes.read_text(encoding="utf-8"))["features"]:
        lake = LAKE_NAMES.get(feature["properties"].get("name"))
        if lake is None or not shape(feature["geometry"]).intersects(box(*CLIP)):
            continue
        largest = max(pieces(shape(feature["geometry"])), key=lambda part: part.area)
        found["lakes"][lake] = thin_water(largest.exterior.coords, closed=True)
    text = json.dumps(found, ensure_ascii=False, sort_keys=True).replace("]], ", "]],\n").replace("}, ", "},\n")
    HYDROGRAPHY.write_text(text + "\n", encoding="utf-8")


def waters() -> tuple[dict[str, list[Point2]], dict[str, list[Point2]]]:
    """Rivers and lakes: the extract, and what was drawn by hand."""
    found = json.loads(HYDROGRAPHY.read_text(encoding="utf-8"))
    rivers = {name: neat_path(path) for name, path in found["rivers"].items()}
    rivers |= {name: neat_path(path) for name, path in drawn.RIVERS}
    lakes = {name: [tuple(point) for point in path] for name, path in found["lakes"].items()}
    return dict(sorted(rivers.items())), dict(sorted(lakes.items()))


# --- writing -----------------------------------------------------------------------------------


def number(value: float) -> str:
    text = f"{value:.3f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


def pair(point) -> str:
    return f"({number(point[0])},{number(point[1])})"


def points_text(path) -> str:
    return "[" + ",".join(pair(point) for point in path) + "]"


def ring_text(polygon: Polygon) -> str:
    return points_text(list(orient(polygon).exterior.coords)[:-1])


def record(name: str, path) -> str:
    return f'    (id: "{name}", path: {points_text(path)}),\n'


def ron(land, lakes, rivers, areas, lines, railways) -> str:
    """The whole map as RON text."""
    labels = {name: label for name, label, _ in drawn.REGIONS}
    out = ["// Made by make.py; change drawn.py and run it again. Degrees, (longitude E, latitude N).\n(\n"]
    out.append("  window: (" + ", ".join(number(side) for side in WINDOW) + "),\n")
    out.append("  land: [\n" + "".join(f"    {ring_text(part)},\n" for part in land) + "  ],\n")
    out.append("  lakes: [\n" + "".join(f'    ("{name}", {ring_text(Polygon(path))}),\n' for name, path in lakes.items()) + "  ],\n")
    out.append("  rivers: [\n" + "".join(f'    ("{name}", {points_text(path)}),\n' for name, path in rivers.items()) + "  ],\n")
    out.append("  regions: [\n")
    for name, parts in areas.items():
        rings = "".join(f"      {ring_text(part)},\n" for part in parts)
        out.append(f'    (id: "{name}", label_at: {pair(labels[name])}, outline: [\n{rings}    ]),\n')
    out.append("  ],\n  lines: [\n" + "".join(record(name, path) for name, path in lines.items()) + "  ],\n")
    out.append("  railways: [\n" + "".join(record(name, path) for name, path in railways.items()) + "  ],\n  places: [\n")
    out += [f'    (id: "{name}", at: {pair(at)}, rank: {rank}),\n' for name, at, rank in drawn.PLACES]
    out.append("  ],\n)\n")
    return "".join(out)


def check(land, areas, lakes) -> None:
    """Stops if the map has a gap, an overlap, a hole or a name outside its region."""
    ground = unary_union(land)
    total = sum(part.area for parts in areas.values() for part in parts)
    covered = unary_union([part for parts in areas.values() for part in parts])
    faults = []
    if abs(total - covered.area) > 1e-6 or abs(ground.area - covered.area) > 1e-6:
        faults.append(f"areas: regions {total:.5f}, together {covered.area:.5f}, land {ground.area:.5f}")
    for name, label, _ in drawn.REGIONS:
        if not any(part.contains(Point(label)) for part in areas[name]):
            faults.append(f"the name of {name} stands outside it")
        for part in areas[name]:
            if not part.is_valid or len(part.interiors):
                faults.append(f"{name} has a bad outline")
            if part.buffer(-GRID).is_empty:
                faults.append(f"{name} has a sliver at {part.bounds}")
    faults += [f"lake {name}" for name, path in lakes.items() if not Polygon(path).is_valid]
    if faults:
        sys.exit("make.py: " + "; ".join(faults))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("world_atlas", type=Path, help="the unpacked npm package world-atlas")
    parser.add_argument("--extract", nargs=2, type=Path, metavar=("RIVERS", "LAKES"), help="remake hydrography.json")
    arguments = parser.parse_args()
    if arguments.extract:
        extract(*arguments.extract)

    atlas = Atlas(next(iter(sorted(arguments.world_atlas.rglob("countries-10m.json"))), arguments.world_atlas / "countries-10m.json"))
    states = international(atlas)
    own = drawn_arcs(states)
    net = states | own
    open_ends = {name: (start, end) for name, start, end, _ in drawn.ARCS}
    open_ends |= {"ussr-korea-tumen": ("free", "sea"), "manchuria-korea-yalu": ("free", "sea")}
    for name, (start, end) in open_ends.items():
        if start == "sea":
            net[name] = [beyond(net[name][0], net[name][1], 0.3), *net[name]]
        if end == "sea":
            net[name] = [*net[name], beyond(net[name][-1], net[name][-2], 0.3)]

    land = coast(atlas)
    cut = faces(land, net)
    areas = regions(cut, atlas)
    land = sorted(pieces(unary_union(cut)), key=lambda part: (-part.area, part.bounds))
    rivers, lakes = waters()
    check(land, areas, lakes)

    shown = {name: path for name, path in states.items() if not name.startswith("china-")}
    ground = unary_union(land)
    for name, path in own.items():
        if not name.startswith("wall-"):
            outside = {"sea", "clip"} & set(open_ends[name])
            shown[name] = over_land(path, ground) if outside else path
    wall = [own["wall-east"], own["wall-jehol"], own["wall-chahar"]]
    shown["great-wall"] = wall[0] + wall[1][1:] + wall[2][1:]
    shown["great-wall-outer"] = [
        *wall[2][-1:], (115.95, 40.7), (115.75, 41.2), (115.3, 41.1), (114.88, 40.88), (114.3, 40.8), *own["wall-west"],
    ]
    shown |= {name: neat_path(path) for name, path in drawn.LINES}
    railways = {name: neat_path(path) for name, path in drawn.RAILWAYS}
    TARGET.write_text(ron(land, lakes, rivers, areas, dict(sorted(shown.items())), railways), encoding="utf-8")

    count = sum(len(part.exterior.coords) - 1 for part in land)
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes, {len(land)} pieces of land with {count} points,")
    print(f"  {len(areas)} regions with {sum(len(p.exterior.coords) for ps in areas.values() for p in ps)} points,"
          f" {len(lakes)} lakes, {len(rivers)} rivers, {len(shown)} lines, {len(railways)} railways, {len(drawn.PLACES)} places")


if __name__ == "__main__":
    main()
