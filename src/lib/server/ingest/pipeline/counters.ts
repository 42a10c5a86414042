const COUNTED =
	'comments?|reacties?|replies|reactions?|antwoorden|opmerkingen|views?|weergaven|keer (?:bekeken|gelezen|gedeeld)|(?:x )?bekeken|likes?|vind-ik-leuks|shares|points?|punten|upvotes|votes|stemmen|participants|deelnemers|retweets|boosts|favou?rites|posts|berichten';
const NUMBER = String.raw`\d[\d.,]{0,15}\s?(?:k|m|mln)?`;
/** A pattern of what a site counts beside an article, such as `12 comments` or `Score: 3`. */
export const COUNTER = String.raw`(?:${NUMBER}\s*(?:${COUNTED})|(?:#\s*)?(?:${COUNTED}|score)\s*[:=]?\s*\(?${NUMBER}\)?)`;
const COUNTERS = new RegExp(String.raw`(?<![\p{L}\p{N}])${COUNTER}(?![\p{L}\p{N}])`, 'giu');
const AGE = /(?<!\d)\d{1,6}\s*(?:sec\w*|min\w*|hours?|uur|uren|days?|dag\w*|weeks?|weken)\s{1,5}(?:ago|geleden)/gi;
const TRACKING =
	/([?&])(?:utm_\w+|fbclid|gclid|__cft__[^=&\s]*|__tn__|__xts__[^=&\s]*|at_(?:medium|campaign|\w+)|cmpid|mc_[ce]id|oc|ref_src)=[^\s&#)]*/gi;

/** An address without the parts that only say who follows it. */
export const withoutTracking = (address: string): string =>
	address
		.replace(TRACKING, '$1')
		.replace(/([?&])&+/g, '$1')
		.replace(/[?&]+(?=$|[#\s)])/g, '');

/** What a later version must differ in: not in counters, ages, checksums and tracking, which change without an edit. */
export const withoutCounters = (text: string): string =>
	withoutTracking(text)
		.replace(COUNTERS, '#')
		.replace(AGE, '#')
		.replace(/\b[\da-f]{16,128}\b/gi, '#')
		.replace(/[([]\d+[)\]](?=\.?(?:\n|$))/g, '#');
