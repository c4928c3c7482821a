"""Draws cost against the deviation of a step's profit, one panel for each window."""

WIDTH, HEIGHT, LEFT, TOP = 400, 290, 62, 40
PLOT_WIDTH, PLOT_HEIGHT = 310, 190
COLOURS = {"edge": "#1f6fb2", "middle": "#c4551d"}
LABELLED = {"edge": (0.01, 0.05, 0.1, 0.2, 0.5), "middle": (0.1, 0.2, 0.5)}


def step(span):
    """A round distance of ticks that cuts the span into three to seven."""
    size = 1e-6
    for factor in [2, 2.5, 2] * 8:
        if span / size <= 6:
            break
        size *= factor
    return size


class Axis:
    """A range of values on so many pixels, its ends on ticks."""

    def __init__(self, values, length, low=None):
        low, high = min(values) if low is None else low, max(values)
        self.step = step(high - low)
        self.low = int(low / self.step) * self.step
        self.count = int((high - self.low) / self.step) + 1
        self.scale = length / (self.count * self.step)

    def at(self, value):
        return (value - self.low) * self.scale

    def ticks(self):
        digits = max(0, len(f"{100 * self.step:.4f}".rstrip("0").partition(".")[2]))
        values = [self.low + index * self.step for index in range(self.count + 1)]
        return [(self.at(value), f"{100 * value:.{digits}f} %") for value in values]


def curve(results, end, across, up):
    points = [(width, LEFT + across.at(found["deviation"]), TOP + PLOT_HEIGHT - up.at(found["cost"]))
              for (width, to), found in results.items() if to == end]
    colour = COLOURS[end]
    path = " ".join(f"{x:.1f},{y:.1f}" for _, x, y in points)
    lines = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>']
    for width, x, y in points:
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
        if width in LABELLED[end]:
            side, anchor, lift = (-7, "end", 11) if end == "edge" else (7, "start", -5)
            lines.append(f'<text x="{x + side:.1f}" y="{y + lift:.1f}" text-anchor="{anchor}" '
                         f'fill="{colour}" font-size="10">{width}</text>')
    return lines


def panel(title, results):
    deviations = [found["deviation"] for found in results.values()]
    room_for_labels = 0.15 * (max(deviations) - min(deviations))
    across = Axis(deviations, PLOT_WIDTH, low=min(deviations) - room_for_labels)
    up = Axis([found["cost"] for found in results.values()], PLOT_HEIGHT, low=0)
    bottom = TOP + PLOT_HEIGHT
    lines = [f'<text x="{LEFT}" y="{TOP - 14}" font-weight="bold">{title}</text>']
    for x, label in across.ticks():
        lines.append(f'<text x="{LEFT + x:.1f}" y="{bottom + 16}" text-anchor="middle">{label}</text>')
    for y, label in up.ticks():
        lines.append(f'<line x1="{LEFT}" x2="{LEFT + PLOT_WIDTH}" y1="{bottom - y:.1f}" '
                     f'y2="{bottom - y:.1f}" stroke="#ddd"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{bottom - y + 4:.1f}" text-anchor="end">{label}</text>')
    return lines + curve(results, "edge", across, up) + curve(results, "middle", across, up)


def picture(panels):
    total = f"{2 * WIDTH} {2 * HEIGHT + 40}"
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total}" font-family="sans-serif" '
             'font-size="11">', "<title>What a wider hedging band saves and risks</title>",
             f'<rect width="{2 * WIDTH}" height="{2 * HEIGHT + 40}" fill="white"/>']
    for index, (title, results) in enumerate(panels):
        x, y = index % 2 * WIDTH, index // 2 * HEIGHT
        lines += [f'<g transform="translate({x} {y})">', *panel(title, results), "</g>"]
    foot = 2 * HEIGHT + 12
    lines += [f'<text x="{LEFT}" y="{foot}">up: cost of hedging a year · across: standard deviation of '
              "a step's profit, both of starting cash · numbers: half width</text>"]
    for index, (end, colour) in enumerate(COLOURS.items()):
        lines.append(f'<text x="{LEFT + 130 * index}" y="{foot + 18}" fill="{colour}">'
                     f"● traded to the {end}</text>")
    return "\n".join(lines + ["</svg>"]) + "\n"
