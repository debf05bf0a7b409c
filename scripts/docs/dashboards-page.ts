import { BOARDS, goldenBoard, isCurrent } from "../pictures/boards";
import { between } from "./page";

const MARKS = ["<!-- pictures:start, by npm run docs -->", "<!-- pictures:end -->"] as const;

/** The page with each dashboard's description and picture. */
export function withPictures(page: string): string {
  return between(page, MARKS, BOARDS.map(({ uid }) => section(uid)).join("\n\n"));
}

function section(uid: string): string {
  const { title, description } = JSON.parse(goldenBoard(uid)) as Record<string, string>;
  const outdated = "_The dashboard has changed since this picture was taken._";
  const picture = `![${title}](../pictures/${uid}.jpg)`;
  return [`### ${title}`, description, picture, ...(isCurrent(uid) ? [] : [outdated])].join("\n\n");
}
