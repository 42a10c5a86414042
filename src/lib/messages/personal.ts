import type { Messages } from './message';

export const personal = {
	found: {
		nl: 'Hier staat {kind}: {detail}. Voor partners wordt dit onleesbaar.',
		en: 'This contains {kind}: {detail}. Partners will not be able to read it.'
	},
	mask: { nl: 'Maak onleesbaar', en: 'Mask it' },
	kinds: {
		account: { nl: 'een account', en: 'an account' },
		profile: { nl: 'een link naar een account', en: 'a link to an account' },
		mail: { nl: 'een e-mailadres', en: 'an e-mail address' },
		iban: { nl: 'een rekeningnummer', en: 'a bank account number' },
		telephone: { nl: 'een telefoonnummer', en: 'a phone number' },
		number: { nl: 'een burgerservicenummer of documentnummer', en: 'a citizen service number or document number' },
		plate: { nl: 'een kenteken', en: 'a number plate' },
		address: { nl: 'een huisnummer', en: 'a house number' },
		name: { nl: 'een naam', en: 'a name' }
	}
} satisfies Messages;
