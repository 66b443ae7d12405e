"""Draws a graph as two SVG files. Usage: draw.py GRAPH_FOLDER PICTURE_FOLDER, with what `depeche build` writes; nothing but the standard library.

network.svg: the largest connected part of graph.gexf, with its positions, sizes and colours.
timeline.svg: events.csv, a row for each class, a column for each year with events.
"""
import collections
import csv
import datetime
import html
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
KINDS = {
    "Country": "countries",
    "Region City Facility Area Place": "places",
    "ArmedGroup": "armed groups",
    "MilitaryForce": "forces",
    "Person": "persons",
    "Group": "groups of people",
    "Meeting Policy": "meetings, policies",
}
OTHER = "governments, organisations and others"
LABELS, LARGEST = 70, 40
HALO = 'fill="#111" stroke="#fff" stroke-width="3" paint-order="stroke"'
FONT = 'font-family="Helvetica, Arial, sans-serif"'


class Node:
    def __init__(self, element, title):
        values = {title[value.get("for")]: value.get("value") for value in element.iter(f"{GEXF}attvalue")}
        place, colour = element.find(f"{VIZ}position"), element.find(f"{VIZ}color")
        self.id, self.label, self.kind = element.get("id"), element.get("label"), values["class"]
        self.x, self.y = float(place.get("x")), -float(place.get("y"))  # Gephi's y grows upwards
        self.rank = float(values["pagerank"])
        self.colour = "#" + "".join(f"{int(colour.get(part)):02x}" for part in "rgb")

    def group(self):
        return next((name for classes, name in KINDS.items() if self.kind in classes.split()), OTHER)


def read_network(path):
    root = xml.parse(path).getroot()
    title = {column.get("id"): column.get("title") for column in root.iter(f"{GEXF}attribute")}
    nodes = {node.id: node for node in (Node(element, title) for element in root.iter(f"{GEXF}node"))}
    return nodes, [(edge.get("source"), edge.get("target")) for edge in root.iter(f"{GEXF}edge")]


def largest_part(nodes, edges):
    near = collections.defaultdict(set)
    for source, target in edges:
        near[source].add(target)
        near[target].add(source)
    parts, seen = [], set()
    for start in nodes:
        part, waiting = set(), [start]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                part.add(one)
                waiting.extend(near[one])
        parts.append(part)
    return max(parts, key=len)


def text(x, y, words, size, more=""):
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:.0f}" {more}>{html.escape(words)}</text>'


def svg(width, height, title, lines):
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" {FONT}>'
    ground = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    return "\n".join([head, f"<title>{html.escape(title)}</title>", ground, *lines, "</svg>\n"])


def legend(nodes, x, y):
    """Class and number of nodes, most first."""
    count = collections.Counter((node.group(), node.colour) for node in nodes)
    for (name, colour), number in count.most_common():
        yield f'<circle cx="{x}" cy="{y - 5}" r="7" fill="{colour}" stroke="#555" stroke-width=".6"/>'
        yield text(x + 14, y, f"{name} ({number})", 15)
        y += 22


def cover(one, other):
    """Whether two boxes (left, top, right, bottom) have something in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def free_labels(nodes, place, radius):
    """Labels beside their nodes, the most central first; one that would cover another, or one of the largest nodes, is left out."""
    def disc(node):
        (x, y), reach = place[node.id], radius(node) * 0.8
        return x - reach, y - reach, x + reach, y + reach
    taken = {node.id: disc(node) for node in nodes[:LARGEST]}
    labels = 0
    for node in nodes:
        (x, y), size = place[node.id], 11 + radius(node) / 3.5
        wide = len(node.label) * size * 0.54
        right, above = x + radius(node) + 2, y - radius(node) - size / 2
        beside = [(right, y), (2 * x - right - wide, y), (x - wide / 2, above), (x - wide / 2, 2 * y - above)]
        for left, middle in beside:
            box = (left, middle - size * 0.5, left + wide, middle + size * 0.5)
            others = (other for one, other in taken.items() if one != node.id)
            if left > 4 and not any(cover(box, other) for other in others):
                taken[node.id, "label"] = box
                labels += 1
                yield text(left, middle + size * 0.35, node.label, size, HALO)
                break
        if labels == LABELS:
            return


def draw_network(path):
    nodes, edges = read_network(path)
    part = largest_part(nodes, edges)
    shown = sorted((nodes[one] for one in part), key=lambda node: (-node.rank, node.id))
    width, height, margin = 1400, 1000, 60
    place = fitted(shown, width, height, margin)
    most = shown[0].rank
    radius = lambda node: 4 + 18 * (node.rank / most) ** 0.8
    lines = ['<g stroke="#777" stroke-opacity=".6" stroke-width="1">']
    for source, target in sorted({edge for edge in edges if edge[0] in part}):
        (a, b), (c, d) = place[source], place[target]
        lines.append(f'<path d="M{a:.0f} {b:.0f}L{c:.0f} {d:.0f}"/>')
    lines.append('</g><g stroke="#fff" stroke-width=".8">')
    for node in reversed(shown):
        x, y = place[node.id]
        lines.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius(node):.1f}" fill="{node.colour}"/>')
    lines.append("</g>")
    lines.extend(free_labels(shown, place, radius))
    lines.extend(legend(shown, 26, 34))
    said = f"{len(shown)} of {len(nodes)} entities: all that are joined to one another. Size by PageRank."
    return svg(width, height, "Entities of the sample corpus and the facts between them", [*lines, text(16, height - 14, said, 15, 'fill="#444"')])


def fitted(nodes, width, height, margin):
    """Positions moved and scaled so that they fill the picture."""
    def axis(values, length):
        low, high = min(values), max(values)
        return [margin + (value - low) / (high - low) * (length - 2 * margin) for value in values]
    xs, ys = axis([node.x for node in nodes], width - 60), axis([node.y for node in nodes], height)
    return {node.id: (x, y) for node, x, y in zip(nodes, xs, ys)}


STATUS = {"asserted": "#0072b2", "planned": "#e69f00", "possible": "#999999", "denied": "#d55e00"}
ROWS = 16


def day(event):
    """The day of an event, or that of its first report; `None` where neither is known."""
    said = event["not_before"] or event["first_reported"]
    return datetime.date.fromisoformat(said) if said else None


def dots(events, left, wide, bottom):
    """One dot an event, in its month; those of a month stand on one another."""
    height = collections.Counter()
    for event in sorted(events, key=lambda event: (day(event), event["event"])):
        when = day(event)
        x = left[when.year] + (when.month - 0.5) / 12 * wide
        slot = event["class"], round(x / 8)
        y = bottom[event["class"]] - 6 - 8 * height[slot]
        height[slot] += 1
        colour = STATUS[event["status"].split("|")[0]]
        who = event["agent"] or event["participant"]
        whom = event["place"] or event["destination"] or event["patient"]
        said = html.escape(f"{when}, {event['class']}: {who} – {whom}".replace("|", ", "))
        yield f'<circle cx="{slot[1] * 8}" cy="{y:.1f}" r="3.7" fill="{colour}"><title>{said}</title></circle>'


def draw_timeline(path):
    with open(path, encoding="utf-8", newline="") as file:
        events = [event for event in csv.DictReader(file) if day(event)]
    count = collections.Counter(event["class"] for event in events)
    classes = sorted(sorted(count), key=lambda name: -count[name])[:ROWS]
    shown = [event for event in events if event["class"] in classes]
    years = sorted({day(event).year for event in shown})
    edge, top, row, width = 190, 60, 46, 1400
    wide = (width - edge - 20) / len(years)
    left = {year: edge + number * wide for number, year in enumerate(years)}
    bottom = {name: top + (number + 1) * row for number, name in enumerate(classes)}
    end = top + row * len(classes)
    lines = []
    for before, year in zip([None, *years], years):
        gap = before is not None and year > before + 1
        line = 'stroke="#777" stroke-dasharray="2 3"' if gap else 'stroke="#ddd"'
        lines.append(f'<path d="M{left[year]:.0f} {top}V{end}" {line}/>')
        lines.append(text(left[year] + wide / 2, top - 10, str(year), 14, 'text-anchor="middle"'))
    for name in classes:
        lines.append(f'<path d="M{edge} {bottom[name]}H{width - 20}" stroke="#bbb"/>')
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
        lines.append(text(edge - 10, bottom[name] - 12, f"{spaced} ({count[name]})", 15, 'text-anchor="end"'))
    lines.extend(dots(shown, left, wide, bottom))
    for number, (name, colour) in enumerate(STATUS.items()):
        lines.append(f'<circle cx="{edge + 8 + 120 * number}" cy="21" r="6" fill="{colour}"/>' + text(edge + 20 + 120 * number, 26, name, 15))
    said = f"{len(shown)} events of the {len(classes)} most frequent classes, each a dot at the month in which it was, or else was first reported. Years without events are left out (dashed)."
    return svg(width, end + 40, "Events of the sample corpus over time", [*lines, text(16, end + 28, said, 15, 'fill="#444"')])


if __name__ == "__main__":
    graph, pictures = map(pathlib.Path, sys.argv[1:])
    (pictures / "network.svg").write_text(draw_network(graph / "graph.gexf"), encoding="utf-8")
    (pictures / "timeline.svg").write_text(draw_timeline(graph / "events.csv"), encoding="utf-8")
