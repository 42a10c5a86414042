import * as m from '../../messages';
import { channels } from '$lib/domain/official-text/channel';
import type { Words } from '$lib/i18n/words';

/** The name of a channel; a typed place is returned as it is. */
export const channelName = (name: string, { t }: Pick<Words, 't'>): string => {
	const channel = channels.find((each) => each === name);
	return channel ? t(m.officialText.channel[channel]) : name;
};
