import type { MachineHint } from '$lib/domain/story-card';
import type { Words } from '$lib/i18n/words';

/** The machine's reason in one line: a code that we know in words, with what stands behind its colon; any other as it is. */
export function reasonOf({ reason }: MachineHint, { t }: Words): string {
	const [code = '', ...rest] = reason.split(':');
	const what = rest.join(':').trim();
	switch (code) {
		case 'alike':
			return t('stream.reasons.alike', { count: Number(what) || 1 });
		case 'words':
			return t('stream.reasons.words', { words: what });
		default: {
			// Of calls for help: signs with the words that led to them, `harm: geen lucht; confined: zolder`.
			const signs = reason.split(';').map((sign) => sign.slice(sign.indexOf(':') + 1).trim());
			return t('stream.reasons.words', { words: [...new Set(signs)].join(', ') });
		}
	}
}
