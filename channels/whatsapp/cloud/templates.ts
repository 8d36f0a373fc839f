import { z } from "zod";
import type { Part, Template } from "../../../src/conversations/index.ts";

type TemplatePart = Extract<Part, { type: "template" }>;

const Component = z.looseObject({
	type: z.string(),
	format: z.string().optional(),
	text: z.string().optional(),
	buttons: z.array(z.looseObject({ type: z.string(), url: z.string().optional() })).optional(),
	example: z
		.looseObject({
			body_text: z.array(z.array(z.string())).optional(),
			header_text: z.array(z.string()).optional(),
		})
		.optional()
		.catch(undefined),
});

const Listed = z.looseObject({
	name: z.string(),
	language: z.string(),
	status: z.string(),
	parameter_format: z.string().optional(),
	components: z.array(Component),
});
type Listed = z.infer<typeof Listed>;
const List = z.looseObject({ data: z.array(z.unknown()) });

const variable = /\{\{\s*(\d+)\s*\}\}/g;

/**
 * The templates in Meta's list that have nothing but words: a picture on top, a code to copy or an address to complete
 * cannot be filled in at the desk. By name, then language. Pure; never throws.
 */
export function templatesIn(list: unknown): Template[] {
	const data = List.safeParse(list).data?.data ?? [];
	return data
		.flatMap((one) => {
			const listed = Listed.safeParse(one).data;
			return listed && isPlain(listed) ? [templateOf(listed)] : [];
		})
		.sort((one, other) => one.name.localeCompare(other.name) || one.language.localeCompare(other.language));
}

function isPlain({ status, parameter_format, components }: Listed): boolean {
	if (status !== "APPROVED" || parameter_format === "NAMED") return false;
	return components.every(({ type, format, text = "", buttons = [] }) => {
		if (type === "HEADER") return format === "TEXT" && text.search(variable) === -1;
		if (type === "BUTTONS")
			return buttons.every(({ url = "", ...button }) => isFixed(button.type) && !url.includes("{{"));
		return type === "BODY" || type === "FOOTER";
	});
}

/** Its button needs nothing from us. */
function isFixed(type: string): boolean {
	return type === "QUICK_REPLY" || type === "URL" || type === "PHONE_NUMBER";
}

function templateOf({ name, language, components }: Listed): Template {
	const shown = ["HEADER", "BODY", "FOOTER"].flatMap((type) => components.find((one) => one.type === type)?.text ?? []);
	const body = components.find(({ type }) => type === "BODY");
	const places = [...(body?.text ?? "").matchAll(variable)].map(([, place]) => Number(place));
	const examples = body?.example?.body_text?.[0] ?? [];
	const count = Math.max(0, ...places);
	const variables = Array.from({ length: count }, (_, index) => examples[index] ?? "");
	return { name, language, text: shown.join("\n\n"), variables };
}

/** What is sent for a template. Pure. */
export function templateContent({ name, language, values }: TemplatePart): Record<string, unknown> {
	const parameters = values.map((text) => ({ type: "text", text }));
	const components = parameters.length > 0 ? [{ type: "body", parameters }] : [];
	return { type: "template", template: { name, language: { code: language }, components } };
}
