import { areSameWords } from '../core/texts/removed';
import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { areOtherEyes, eyesOfAct, eyesOfActor, seenAct } from '../core/eyes';
import { secondReaders } from '../core/policy';
import type { Actor } from '../core/role';
import { cleanInput } from '../core/texts/clean';
import { declarations } from '../core/texts/fields';
import { ConfirmedPlace, type Incident } from '../incident/incident';
import type { PlaceOrigin } from '../official-text/official-text';

/**
 * "elders.example", also within an e-mail address; a dot that ends an abbreviation is followed by a space or one
 * letter.
 */
const webAddress = /[\p{L}\p{M}\p{N}]\.\p{L}{2}/u;
/** Seven digits in a row, or the start of a Dutch service or municipal number: 0800, 0900, 14 0xx. */
const telephoneNumber = /(?:\p{N}[ .()/-]*){7}|(?<!\p{N})(?:0[89]00|14 ?0\p{N}{2,3})(?!\p{L})/u;

/** The form of a place: one line, no sentence, no contact details. The command checks whether the place is known. */
export const Place = z
	.string()
	.overwrite(cleanInput)
	.regex(/^[^\n]*$/)
	.trim()
	.min(1)
	.max(80)
	.regex(/^[\p{L}\p{M}\p{N}'’][\p{L}\p{M}\p{N} '’.,()/-]*$/u)
	.refine((place) => place.split(/\s+/).length <= 8 && !/[.]\s+\p{Lu}\p{Ll}+\s/u.test(place))
	.refine((place) => !webAddress.test(place) && !telephoneNumber.test(place))
	.register(declarations, { holds: 'name' });

/**
 * Where a place comes from that this person fills in: our list, or a colleague with other eyes who confirmed it for this
 * incident. Who set the place of the incident does not matter.
 */
export function placeOrigin(
	place: string,
	incident: Readonly<Pick<Incident, 'confirmedPlaces'>> | null,
	actor: Pick<Actor, 'id' | 'eyes'>,
	gazetteer: ReadonlySet<string>
): PlaceOrigin {
	if (gazetteer.has(place)) return { from: 'gazetteer' };
	const eyes = eyesOfActor(actor);
	const found = incident?.confirmedPlaces.find(
		(act) => areSameWords(act.place, place) && areOtherEyes(eyesOfAct(act), eyes)
	);
	return found ? { from: 'confirmed', by: found.by, at: found.at, eyes: found.eyes } : { from: 'own' };
}

/** A spokesperson or coordinator says that this place is right here: colleagues may fill it in prepared texts. */
export const confirmPlace = command('incident.confirmPlace', {
	input: () => z.strictObject({ place: Place }),
	allow: secondReaders,
	decide: ({ place }, { actor, now }) => placeConfirmed({ place, ...seenAct(actor, now) })
});
export const placeConfirmed = event('incident.placeConfirmed', {
	data: () => ConfirmedPlace,
	evolve(state, confirmed) {
		const { incident } = state;
		if (!incident) return;
		// Another act on the same place stays too: once words were removed, nobody can read that they are the same.
		const others = incident.confirmedPlaces.filter(
			({ place, by, at }) => place !== confirmed.place || by !== confirmed.by || at !== confirmed.at
		);
		state.incident = { ...incident, confirmedPlaces: [...others, confirmed] };
	}
});
