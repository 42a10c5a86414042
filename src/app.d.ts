import type { Language } from '$lib/i18n/language';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Names the line in our log, for whoever asks for help. */
			reference?: string;
		}
		interface Locals {
			language: Language;
		}
	}
}
