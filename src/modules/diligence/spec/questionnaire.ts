import depth from "../../../../spec/diligence/depth.yaml";
import questions from "../../../../spec/diligence/questionnaire.yaml";
import { loadQuestionnaire } from "./load.ts";

/** The questionnaire in force, read once. A faulty one stops the start. */
export const questionnaire = loadQuestionnaire({ questionnaire: questions, depth });
