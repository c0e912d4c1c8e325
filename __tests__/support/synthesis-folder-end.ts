export { removeFolder as default } from "./synthesis-folder";
