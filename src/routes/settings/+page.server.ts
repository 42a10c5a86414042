import * as m from '$lib/messages';
import { INSTALLATION, momentOf } from '$lib/domain/core/ids';
import {
	neighbourhoodsText,
	readNeighbourhoods,
	setDefaultNeighbourhoods
} from '$lib/domain/installation/neighbourhoods';
import { setRetention, retentionEndsAt } from '$lib/domain/incident/retention';
import { setHelpContact } from '$lib/domain/installation/help-contact';
import { setPublicDetails } from '$lib/domain/installation/public-details';
import { wordsIn } from '$lib/i18n/words';
import { AccountError } from '$lib/server/people/auth/account-error';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action, commandIn } from '$lib/server/out/api/action';
import { asAdministrator } from '$lib/server/out/api/installation-access';
import { textFrom } from '$lib/server/platform/http/form-text';
import { isTemporary, mailProblemOf } from '$lib/server/platform/net/mail';
import { MAX_STORIES } from '$lib/server/out/model/sources';
import { OidcError } from '$lib/server/people/oidc/oidc-error';
import type { Program } from '$lib/server/program';
import type { Actions, PageServerLoad } from './$types';

/** Settings of the installation, only for administrators. */
export const load: PageServerLoad = (event) => {
	asAdministrator(event);
	const { program } = event.locals;
	const { days, term } = program.retention;
	const all = program.logs;
	return {
		days: term.days,
		/** With the week of warning. */
		daysToRetain: days,
		neighbourhoods: neighbourhoodsText(program.logs.installation.installation?.neighbourhoods ?? []),
		publicDetails: (program.logs.installation.installation?.publicDetails ?? []).join('\n'),
		helpContact: program.logs.installation.installation?.helpContact ?? '',
		/** Where the program sends texts; null if it sends none. */
		model: program.model && { ...program.model.target, stories: MAX_STORIES },
		provider: providerShown(program),
		/** The server that sends our mails, and their sender; null if it sends none. */
		mail: program.mail && { host: program.mail.host, from: program.mail.from },
		backups: { ...program.backups.state, alarm: program.backups.alarm },
		forwardedBy: program.loopback.forwardedBy,
		now: momentOf(Date.now()),
		/** The closed incidents with a running retention period or a legal hold, the first to end on top. */
		retained: all
			.incidents()
			.flatMap((id) => {
				const incident = all.state(id)?.incident;
				const until = incident && retentionEndsAt(incident, term);
				return incident && until
					? [{ id, title: incident.title, exercise: incident.exercise, until, isHeld: incident.hold !== null }]
					: [];
			})
			.filter(({ until, isHeld }) => isHeld || until > momentOf(Date.now()))
			.sort((a, b) => (a.until < b.until ? -1 : 1))
	};
};

/** How people sign in at their organisation, as the environment says; never a secret. Null when they only do here. */
function providerShown({ organisation, origin, config }: Program) {
	if (!organisation) return null;
	const { name, issuer, clientId, scopes, rolesClaim, roles, rolesByHand, secondFactor } = organisation.config;
	return {
		name,
		issuer,
		clientId,
		scopes,
		rolesClaim,
		rolesByHand,
		secondFactor,
		roles: [...roles].map(([value, given]) => ({ value, given })),
		back: `${origin}/sign-in/organisation/back`,
		left: `${origin}/sign-in`,
		ended: `${origin}/sign-in/organisation/ended`,
		lastFailure: organisation.lastFailure,
		breakGlass: config.breakGlass
	};
}

export const actions: Actions = {
	/** Asks the sign-in service what it says of itself. */
	organisation: action(
		asAdministrator,
		async ({ program }) => {
			const { organisation } = program;
			const report = organisation && (await organisation.report());
			return { part: 'organisation' as const, report, failed: null };
		},
		(refused) => {
			if (!(refused instanceof OidcError)) throw refused;
			return { part: 'organisation' as const, report: null, failed: refused.code };
		}
	),
	/** Sends a mail to the administrator who asks for it. */
	mail: action(
		asAdministrator,
		async ({ by, event, program }) => {
			const { t } = wordsIn(event.locals.language);
			const to = await program.accounts.people.emailOf(by.actor.id);
			await program.mail?.({ to, subject: t(m.installation.mail.subject), text: t(m.installation.mail.text) });
			return { part: 'mail' as const, to, failed: null };
		},
		(refused) => {
			if (refused instanceof AccountError) throw refused;
			return {
				part: 'mail' as const,
				to: '',
				failed: { why: mailProblemOf(refused), isTemporary: isTemporary(refused) }
			};
		}
	),
	neighbourhoods: action(
		asAdministrator,
		async ({ by, form, program }) => {
			const input = { neighbourhoods: readNeighbourhoods(textFrom(form, 'neighbourhoods')) };
			await program.executor.execute(
				INSTALLATION,
				{ id: commandIn(form), type: setDefaultNeighbourhoods.type, input },
				by.actor,
				by.origin
			);
			return { part: 'neighbourhoods' as const, problem: null, typed: null };
		},
		(refused, { form }) => ({
			part: 'neighbourhoods' as const,
			problem: formProblem(refused),
			typed: textFrom(form, 'neighbourhoods')
		})
	),
	publicDetails: action(
		asAdministrator,
		async ({ by, form, program }) => {
			const lines = textFrom(form, 'publicDetails')
				.toLowerCase()
				.split(/[\n,;]/);
			const details = lines.map((line) => line.trim()).filter((line) => line !== '');
			await program.executor.execute(
				INSTALLATION,
				{ id: commandIn(form), ...setPublicDetails({ details }) },
				by.actor,
				by.origin
			);
			return { part: 'publicDetails' as const, problem: null, typed: null };
		},
		(refused, { form }) => ({
			part: 'publicDetails' as const,
			problem: formProblem(refused),
			typed: textFrom(form, 'publicDetails')
		})
	),
	helpContact: action(
		asAdministrator,
		async ({ by, form, program }) => {
			await program.executor.execute(
				INSTALLATION,
				{ id: commandIn(form), ...setHelpContact({ contact: textFrom(form, 'helpContact').trim() || null }) },
				by.actor,
				by.origin
			);
			return { part: 'helpContact' as const, problem: null, typed: null };
		},
		(refused, { form }) => ({
			part: 'helpContact' as const,
			problem: formProblem(refused),
			typed: textFrom(form, 'helpContact')
		})
	),
	retention: action(
		asAdministrator,
		async ({ by, form, program }) => {
			const days = textFrom(form, 'days').trim();
			const input = { days: /^\d{1,3}$/.test(days) ? Number(days) : -1 };
			await program.executor.execute(
				INSTALLATION,
				{ id: commandIn(form), type: setRetention.type, input },
				by.actor,
				by.origin
			);
			return { part: 'retention' as const, days, problem: null };
		},
		(refused, { form }) => ({
			part: 'retention' as const,
			days: textFrom(form, 'days').trim(),
			problem: formProblem(refused)
		})
	)
};
