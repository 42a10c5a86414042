import type { RequestEvent } from '@sveltejs/kit';
import { version } from '../../../../package.json';
import { momentOf } from '$lib/domain/core/ids';
import { wordsIn } from '$lib/i18n/words';
import { asTokenManager } from '$lib/server/out/api/installation-access';
import { describeMethods } from '$lib/server/out/api/methods';
import { privacyFacts, privacyNote, type NotePart } from '$lib/server/out/api/privacy-note';
import { databaseAddress } from '$lib/server/platform/config/database-address';

/** For coordinators and administrators: the note names incidents, and who receives data. */
export async function noteFor(event: RequestEvent): Promise<readonly NotePart[]> {
	asTokenManager(event);
	const { program, language } = event.locals;
	const { config, logs, model, push, retention } = program;
	const words = wordsIn(language);
	const facts = privacyFacts(
		{
			version,
			retentionDays: retention.days,
			model: model?.target ?? null,
			mail: config.smtpUrl && new URL(config.smtpUrl).hostname,
			devices: await push.devices.count(),
			database: (config.databaseUrl && databaseAddress(config.databaseUrl)?.hosts.join(', ')) ?? null,
			demo: config.demo
		},
		logs.installation,
		logs.incidents().flatMap((id) => logs.state(id) ?? []),
		momentOf(Date.now())
	);
	return privacyNote(facts, describeMethods(words), words);
}
