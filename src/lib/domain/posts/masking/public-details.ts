import type { DetailKind } from './details';

/** Whether a detail that was found is public, and stays. */
export type IsPublic = (kind: DetailKind, found: string) => boolean;
export const nothingPublic: IsPublic = () => false;

/** What an installation can list: a telephone number, an account with its @, or a domain; in small letters. */
export const publicDetailForm =
	/^(?:\+?[\d(][\d ()./-]{1,24}\d|@[\p{Ll}\p{Lo}\d_][\p{Ll}\p{Lo}\d_.@-]{0,100}|(?=.{4,253}$)[\p{Ll}\p{Lo}\d](?:[\p{Ll}\p{Lo}\d-]*[\p{Ll}\p{Lo}\d])?(?:\.[\p{Ll}\p{Lo}\d](?:[\p{Ll}\p{Lo}\d-]*[\p{Ll}\p{Lo}\d])?)+)$/u;

/** The digits as they are dialled within the country. */
function dialled(number: string): string {
	const isAbroad = /^\(?(?:\+|00)/.test(number);
	const digits = (isAbroad ? number.replace('(0)', '') : number).replaceAll(/\D/g, '').replace(/^00/, '');
	if (isAbroad || /^316\d{8}$/.test(digits))
		return digits.startsWith('31') ? `0${digits.slice(2).replace(/^0/, '')}` : `00${digits}`;
	return digits;
}

/** What is on an installation's own list: numbers in any notation, accounts, and domains with what is below them. */
export function isPublicIn(list: readonly string[]): IsPublic {
	if (list.length === 0) return nothingPublic;
	const accounts = new Set(list.filter((each) => each.startsWith('@')).map((each) => each.slice(1)));
	const rest = list.filter((each) => !each.startsWith('@'));
	const numbers = new Set(rest.filter((each) => !/\p{L}/u.test(each)).map(dialled));
	const domains = new Set(rest.filter((each) => /\p{L}/u.test(each)));
	const isOfDomain = (host: string): boolean =>
		host.split('.').some((_, at, labels) => domains.has(labels.slice(at).join('.')));
	return (kind, found) => {
		const plain = found.toLowerCase();
		switch (kind) {
			case 'telephone':
				return numbers.has(dialled(plain));
			case 'mail':
				// An account on a server of its own looks like a mail address.
				return accounts.has(plain.trim()) || isOfDomain(plain.slice(plain.lastIndexOf('@') + 1).trim());
			case 'account': {
				const account = plain.slice(1);
				const at = account.indexOf('@');
				return accounts.has(account) || isOfDomain(at === -1 ? account : account.slice(at + 1));
			}
			case 'profile': {
				const [path = ''] = plain.split(/[?#]/);
				return path.split('/').some((step) => accounts.has(step.replace(/^@/, '').replace(/[.,!?:;)]+$/, '')));
			}
			default:
				return false;
		}
	};
}
