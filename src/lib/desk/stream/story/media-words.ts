import * as m from '$lib/messages';
import type { MediaKind, PostMedia } from '$lib/domain/posts/media';
import type { Words } from '$lib/i18n/words';
import type { IconName } from '$lib/ui/display/icons';

const icons: Readonly<Record<MediaKind, IconName>> = { picture: 'image', video: 'play', sound: 'bell', file: 'file' };

/** One line for equal media: four pictures without a description share a line. */
export interface MediaLine {
	readonly icon: IconName;
	/** `4 afbeeldingen`, `Filmpje van 21 seconden`. */
	readonly what: string;
	/** As the author gave it. */
	readonly description: string | null;
}

/** Describes the media of a post in words. Durations from 90 seconds on are in minutes. */
export function mediaLines(media: readonly PostMedia[], { t, duration }: Words): MediaLine[] {
	const same = new Map<string, PostMedia[]>();
	for (const one of media) {
		const key = JSON.stringify([one.kind, one.description, one.seconds]);
		same.set(key, [...(same.get(key) ?? []), one]);
	}
	return [...same.values()].flatMap(([first, ...others]) => {
		if (!first) return [];
		const { kind, description, seconds } = first;
		const what = t(m.stream.media.kinds[kind], { count: 1 + others.length });
		if (seconds === null || seconds === 0) return { icon: icons[kind], what, description };
		const length = seconds < 90 ? t(m.stream.media.seconds, { count: seconds }) : duration(seconds * 1_000);
		return { icon: icons[kind], what: t(m.stream.media.lasting, { what, length }), description };
	});
}
