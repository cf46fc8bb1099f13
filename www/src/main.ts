import "./styles/index.css";
import { App } from "./app";

new App(document.body);
