import type { Claim } from "../api/type";
import { find, type Range, type Segment, segments } from "./segment";

type Mark = "quote" | "subject" | "object" | "trigger";

/** Words are looked for inside the quote first: the sentence may have them twice. */
function within(claim: Claim, words: string, mark: Mark, quote?: Range<Mark>): Range<Mark>[] {
  const inside = quote ? find(claim.sentence, words, mark, quote.start) : [];
  return inside.length > 0 ? inside : find(claim.sentence, words, mark);
}

function ranges(claim: Claim): Range<Mark>[] {
  const quote = find<Mark>(claim.sentence, claim.quote, "quote");
  return [
    ...quote,
    ...within(claim, claim.subject_words, "subject", quote[0]),
    ...within(claim, claim.object_words, "object", quote[0]),
    ...within(claim, claim.trigger, "trigger", quote[0]),
  ];
}

const Piece = ({ segment }: { segment: Segment<Mark> }) => {
  const names = segment.marks.filter((mark) => mark !== "quote").join(" ");
  return names ? <span class={names}>{segment.text}</span> : <>{segment.text}</>;
};

/** The sentence of a claim, the words that carry the fact in one mark. */
export function Quote({ claim }: { claim: Claim }) {
  const parts = segments(claim.sentence, ranges(claim));
  const marked = parts.filter((part) => part.marks.includes("quote"));
  const first = parts.findIndex((part) => part.marks.includes("quote"));
  if (marked.length === 0) return <Unmarked claim={claim} />;
  return (
    <blockquote lang="fr">
      {parts.slice(0, first).map((part) => (
        <Piece key={part.start} segment={part} />
      ))}
      <mark>
        {marked.map((part) => (
          <Piece key={part.start} segment={part} />
        ))}
      </mark>
      {parts.slice(first + marked.length).map((part) => (
        <Piece key={part.start} segment={part} />
      ))}
    </blockquote>
  );
}

/** A quote that runs over several sentences stands by itself. */
function Unmarked({ claim }: { claim: Claim }) {
  return (
    <blockquote lang="fr">
      <mark>{claim.quote}</mark>
      <br />
      {claim.sentence}
    </blockquote>
  );
}
