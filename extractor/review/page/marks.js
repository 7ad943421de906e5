// A text cut into lines, and lines into pieces that are covered by the same marks. Offsets are UTF-16
// units, as in the sheet. Pure.

// marks: [{begin, end, mention}]. Returns [{begin, end, pieces: [{begin, text, marks: [mark…]}]}]; the
// line ends themselves ("\r\n", "\n", "\r") are in no piece.
export function cutText(text, marks) {
  const sorted = marks.filter((mark) => mark.begin < mark.end)
      .sort((a, b) => a.begin - b.begin || b.end - a.end);
  const cuts = [...new Set(sorted.flatMap((mark) => [mark.begin, mark.end]))].sort((a, b) => a - b);
  const lines = [];
  let next = 0, cut = 0, open = [];
  for (const [begin, end] of lineRanges(text)) {
    const pieces = [];
    for (let at = begin; at < end;) {
      while (cut < cuts.length && cuts[cut] <= at) ++cut;
      const to = cut < cuts.length ? Math.min(cuts[cut], end) : end;
      open = open.filter((mark) => mark.end > at);
      while (next < sorted.length && sorted[next].begin <= at) {
        if (sorted[next].end > at) open.push(sorted[next]);
        ++next;
      }
      pieces.push({begin: at, text: text.slice(at, to), marks: open.slice()});
      at = to;
    }
    lines.push({begin, end, pieces});
  }
  return lines;
}

export function lineRanges(text) {
  const ranges = [];
  let begin = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    ranges.push([begin, match.index]);
    begin = match.index + match[0].length;
  }
  if (begin < text.length || ranges.length === 0) ranges.push([begin, text.length]);
  return ranges;
}

// The line (from 1) that holds an offset.
export function lineOf(lines, offset) {
  let low = 0, high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle].begin <= offset) low = middle; else high = middle - 1;
  }
  return low + 1;
}

// UTF-16 units to code points, for what goes back into a verdict.
export function codePoints(text, unit) {
  let points = 0;
  for (let i = 0; i < unit && i < text.length; ++points) {
    const code = text.charCodeAt(i);
    i += code >= 0xd800 && code < 0xdc00 && i + 1 < text.length ? 2 : 1;
  }
  return points;
}
