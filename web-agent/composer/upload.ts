import { z } from "zod/mini";
import { Failure } from "../connection/failure.ts";
import { kindOfStatus, ownHeader } from "../connection/http.ts";

const Uploaded = z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number() });
export type Uploaded = z.output<typeof Uploaded>;

const Infected = z.object({ reason: z.literal("infected") });

export interface Upload {
	done: Promise<Uploaded>;
	stop(): void;
}

/** Sends a file to an address of the hub, telling how far it is (0–1). XMLHttpRequest, because fetch tells no progress. */
export function upload(address: string, file: File, onProgress: (part: number) => void): Upload {
	const request = new XMLHttpRequest();
	const done = new Promise<Uploaded>((resolve, reject) => {
		request.open("POST", address);
		for (const [name, value] of Object.entries(ownHeader)) request.setRequestHeader(name, value);
		request.responseType = "json";
		request.upload.onprogress = (event) => {
			if (event.lengthComputable) onProgress(event.loaded / event.total);
		};
		request.onload = () => {
			const parsed = Uploaded.safeParse(request.response);
			if (request.status === 201 && parsed.success) resolve(parsed.data);
			else if (Infected.safeParse(request.response).success) reject(new Failure("infected"));
			else reject(new Failure(kindOfStatus(request.status)));
		};
		request.onerror = () => reject(new Failure("offline"));
		request.onabort = () => reject(new Failure("offline", { message: "stopped" }));
		const form = new FormData();
		form.append("file", file, file.name);
		request.send(form);
	});
	return { done, stop: () => request.abort() };
}
