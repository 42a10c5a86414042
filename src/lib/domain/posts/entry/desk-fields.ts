/** What was said to a desk, with its place, which is typed in a field of its own. */
export const withPlace = (text: string, place: string): string => (place === '' ? text : `${text} (${place})`);

const placeAtEnd = / \([^()\n]*\)(?=$|\n[^\n]*$)/u;
/** As in `partner.signal.fromCallBack`. */
const callBackAtEnd = /(?<= Terugbellen: )[^]*(?=\.$)/u;

/** The text of a desk without what was typed for a place and for whom to call back: these are about one person. */
export const withoutDeskFields = (text: string): string => text.replace(callBackAtEnd, '…').replace(placeAtEnd, ' (…)');
