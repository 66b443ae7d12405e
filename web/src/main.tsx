import { render } from "preact";
import { App } from "./app";
import "./style/base.css";
import "./style/layout.css";
import "./style/part.css";
import "./style/table.css";
import "./style/evidence.css";
import "./style/drawing.css";

render(<App />, document.getElementById("page")!);
